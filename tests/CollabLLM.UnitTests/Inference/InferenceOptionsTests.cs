using CollabLLM.Inference;

namespace CollabLLM.UnitTests.Inference;

public sealed class InferenceOptionsTests
{
    [Fact]
    public void The_defaults_are_allowed() => Assert.True(new InferenceOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void A_wrong_setting_is_named_with_its_value_and_what_is_allowed()
    {
        var result = new InferenceOptionsValidator().Validate(null, new() { MaxRows = 0, Provider = "tpu" });

        Assert.Contains("Inference:MaxRows is 0; allowed is 1 to 1024.", result.Failures!);
        Assert.Contains("Inference:Provider is tpu; allowed is auto, cpu, cuda.", result.Failures!);
    }
}
