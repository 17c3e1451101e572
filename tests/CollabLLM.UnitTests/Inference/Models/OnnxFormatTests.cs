using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.UnitTests.Inference.Models;

public sealed class OnnxFormatTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(127L)]
    [InlineData(128L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public void A_number_is_read_back_as_it_was_written(long number)
    {
        var bytes = ProtoWriter.Write([ProtoField.Of(3, number)]);

        Assert.Equal(number, (long)ProtoReader.Read(bytes).Single().Value);
    }

    [Fact]
    public void A_varint_is_written_as_the_format_defines_it()
    {
        // Protocol Buffers encoding guide: field 1 with the number 150 is 08 96 01.
        Assert.Equal([0x08, 0x96, 0x01], ProtoWriter.Write([ProtoField.Of(1, 150L)]));
        // Field 2 with the text "testing" is 12 07 and its bytes.
        Assert.Equal([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67], ProtoWriter.Write([ProtoField.Of(2, "testing")]));
    }

    [Fact]
    public void Fields_that_are_not_known_survive_reading_and_writing()
    {
        var graph = new OnnxGraph();
        graph.Outputs.Add(new("y", OnnxType.Float, ["2", "n"]));
        graph.Nodes.Add(new("Identity", ["x"], ["y"], [OnnxAttribute.Of("ints", 1, 2), OnnxAttribute.Of("text", "t")]));
        byte[] bytes = [.. new OnnxModel(8, graph).Write(), .. ProtoWriter.Write([ProtoField.Of(14, "metadata")])];

        var again = OnnxModel.Read(OnnxModel.Read(bytes).Write());

        Assert.Contains("metadata", System.Text.Encoding.UTF8.GetString(again.Write()), StringComparison.Ordinal);
        Assert.Equal([1, 2], again.Graph.Nodes[0].Attribute("ints")!.Ints);
        Assert.Equal(["2", "n"], again.Graph.Outputs[0].Dimensions);
    }

    [Fact]
    public void A_file_cut_at_any_place_is_refused_or_read_but_never_crashes()
    {
        var graph = new OnnxGraph();
        graph.Nodes.Add(new("Add", ["x", "x"], ["y"]));
        graph.Constants["w"] = OnnxTensor.Of("w", [1f, 2f, 3f], 3);
        var bytes = new OnnxModel(8, graph).Write();

        for (var length = 0; length < bytes.Length; length++)
        {
            var fault = Record.Exception(() => OnnxModel.Read(bytes.AsMemory(0, length)));
            Assert.True(fault is null or InvalidDataException, $"cut at {length}: {fault}");
        }
    }

    [Theory]
    [InlineData(OnnxType.Float, new byte[] { 0, 0, 0, 64 }, 2.0)]
    [InlineData(OnnxType.Float16, new byte[] { 0, 64 }, 2.0)]
    [InlineData(OnnxType.Int64, new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, -1.0)]
    public void A_constant_is_decoded_by_its_type(int type, byte[] raw, double value)
    {
        Assert.Equal([value], OnnxTensor.Of("c", type, raw).Numbers()!);
    }
}
