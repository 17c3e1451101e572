namespace CollabLLM.Core.Exports;

/// <summary>One value of a row, or none. A struct without boxing, because exports run over millions of them.</summary>
public readonly struct Cell : IEquatable<Cell>
{
    private readonly long bits;

    private Cell(ColumnType type, string? text, long bits, bool hasValue) => (Type, Text, this.bits, HasValue) = (type, text, bits, hasValue);

    public ColumnType Type { get; }

    public bool HasValue { get; }

    /// <summary>The value of a text cell.</summary>
    public string? Text { get; }

    /// <summary>The value of a whole-number cell.</summary>
    public long Whole => bits;

    /// <summary>The value of a number cell; finite.</summary>
    public double Number => BitConverter.Int64BitsToDouble(bits);

    /// <summary>The value of a yes-or-no cell.</summary>
    public bool Boolean => bits != 0;

    /// <summary>The value of a moment cell, in UTC.</summary>
    public DateTime Moment => new(bits, DateTimeKind.Utc);

    public static Cell Of(string? value) => new(ColumnType.Text, value, 0, value is not null);

    public static Cell Of(long? value) => new(ColumnType.Whole, null, value ?? 0, value is not null);

    /// <summary>A number that is not finite is no value: files of numbers hold only numbers.</summary>
    public static Cell Of(double? value) =>
        new(ColumnType.Number, null, BitConverter.DoubleToInt64Bits(value ?? 0), value is { } number && double.IsFinite(number));

    public static Cell Of(bool? value) => new(ColumnType.Boolean, null, value is true ? 1 : 0, value is not null);

    public static Cell Of(DateTimeOffset? value) => new(ColumnType.Moment, null, value?.UtcTicks ?? 0, value is not null);

    public bool Equals(Cell other) => (Type, HasValue, Text, bits) == (other.Type, other.HasValue, other.Text, other.bits);

    public override bool Equals(object? obj) => obj is Cell other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Type, HasValue, Text, bits);

    public static bool operator ==(Cell left, Cell right) => left.Equals(right);

    public static bool operator !=(Cell left, Cell right) => !left.Equals(right);
}
