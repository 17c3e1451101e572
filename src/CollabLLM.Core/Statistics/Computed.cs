using System.Text.Json.Serialization;

namespace CollabLLM.Core.Statistics;

/// <summary>
/// A statistic that was either computed or refused with a reason in words (too few values, no spread, an empty arm).
/// It is never NaN. As JSON: the value itself, or <c>{"refused": "reason"}</c>.
/// </summary>
[JsonConverter(typeof(ComputedJson))]
public sealed class Computed<T> where T : notnull
{
    private readonly T? _value;

    private Computed(T? value, string? refusal) => (_value, Reason) = (value, refusal);

    /// <summary>Why nothing can be said; null when there is a value.</summary>
    public string? Reason { get; }

    public bool IsKnown => Reason is null;

    /// <summary>The value. Asking for a refused one is a mistake of the caller.</summary>
    public T Value => IsKnown ? _value! : throw new InvalidOperationException($"Nothing was computed: {Reason}");

    public TResult Match<TResult>(Func<T, TResult> known, Func<string, TResult> refused) =>
        IsKnown ? known(_value!) : refused(Reason!);

    public Computed<TOther> Then<TOther>(Func<T, TOther> next) where TOther : notnull =>
        IsKnown ? next(_value!) : new Refusal(Reason!);

    public Computed<TOther> Bind<TOther>(Func<T, Computed<TOther>> next) where TOther : notnull =>
        IsKnown ? next(_value!) : new Refusal(Reason!);

    public static implicit operator Computed<T>(T value) => new(value, null);

    public static implicit operator Computed<T>(Refusal refusal) => new(default, refusal.Reason);
}
