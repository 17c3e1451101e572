using System.Collections;
using System.Collections.Immutable;

namespace CollabLLM.Core.Conversations;

/// <summary>
/// Ordered messages up to a point: a value. Two conversations are equal when their messages are equal, in order.
/// A conversation never changes; <see cref="With"/> returns a longer one.
/// </summary>
public sealed class Conversation : IReadOnlyList<Message>, IEquatable<Conversation>
{
    private readonly ImmutableArray<Message> messages;

    public Conversation(params IEnumerable<Message> messages) => this.messages = [.. messages];

    public static Conversation Empty { get; } = new();

    public int Count => messages.Length;

    public Message this[int index] => messages[index];

    public Conversation With(Message message) => new(messages.Add(message));

    public Conversation With(params IEnumerable<Message> more) => new(messages.AddRange(more));

    public bool Equals(Conversation? other) => other is not null && messages.AsSpan().SequenceEqual(other.messages.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Conversation);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var message in messages) hash.Add(message);
        return hash.ToHashCode();
    }

    public IEnumerator<Message> GetEnumerator() => messages.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
