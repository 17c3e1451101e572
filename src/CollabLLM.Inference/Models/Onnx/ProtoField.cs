namespace CollabLLM.Inference.Models.Onnx;

/// <summary>One field of a protocol buffers message as it stands in the file: a number for wire types 0, 1 and 5, bytes for wire type 2.</summary>
internal readonly record struct ProtoField(int Number, int WireType, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Length = 2;
    public const int Fixed32 = 5;

    public static ProtoField Of(int number, long value) => new(number, Varint, (ulong)value, default);

    public static ProtoField Of(int number, float value) => new(number, Fixed32, BitConverter.SingleToUInt32Bits(value), default);

    public static ProtoField Of(int number, ReadOnlyMemory<byte> bytes) => new(number, Length, 0, bytes);

    public static ProtoField Of(int number, string text) => Of(number, System.Text.Encoding.UTF8.GetBytes(text));

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);
}
