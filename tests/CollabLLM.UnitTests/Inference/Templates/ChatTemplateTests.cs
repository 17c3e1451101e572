using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Templates;

namespace CollabLLM.UnitTests.Inference.Templates;

public sealed class ChatTemplateTests
{
    [Theory]
    [InlineData("a\n{% frobnicate %}", 2, "frobnicate")]
    [InlineData("{% set x = 1 %}\n{% set y = 2 %}\n{{ x | shake }}", 3, "shake")]
    [InlineData("{# note #}\n\n   {% if x is wobbly %}1{% endif %}", 3, "wobbly")]
    [InlineData("{%- if true -%}\n\n\n{{ nothing() }}{% endif %}", 4, "nothing")]
    [InlineData("{% if true %}\n{% generation %}\nx\n{% endgeneration %}\n{% include 'y' %}{% endif %}", 5, "include")]
    [InlineData("{{ 'open }}", 1, "not closed")]
    [InlineData("{% for m in messages %}\n", 1, "endfor")]
    public void An_unsupported_construct_is_an_error_that_names_line_and_construct(string source, int line, string construct)
    {
        var fault = Assert.Throws<JinjaException>(() => ChatTemplate.Parse(source).Render([], addGenerationPrompt: false));

        Assert.Equal(line, fault.Line);
        Assert.Contains($"line {line}", fault.Message, StringComparison.Ordinal);
        Assert.Contains(construct, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ [1, 2] | sum }} {{ [1, 0.5] | sum }}", "3 1.5")]
    [InlineData("{{ [1, 2, 3] | select('odd') | list }} {{ [1, 2, 3] | reject('odd') | list }}", "[1, 3] [2]")]
    [InlineData("{{ [[1], [2]] | map('first') | list }} {{ ['a', 'b'] | map('upper') | join }}", "[1, 2] AB")]
    [InlineData("{{ x | d('e') }} {{ dict(a=1) }} {% raw %}{{ x }}{% endraw %}", "e {\"a\": 1} {{ x }}")]
    [InlineData("{{ [{'r': 'a'}, {'r': 'b'}] | selectattr('r', 'in', ['a']) | list | length }}", "1")]
    public void Constructs_of_Jinja_that_the_oracle_lacks_follow_the_languages_own_rules(string source, string text) =>
        Assert.Equal(text, ChatTemplate.Parse(source).Render([], addGenerationPrompt: false).Text);

    [Fact]
    public void A_template_refuses_in_its_own_words()
    {
        var template = ChatTemplate.Parse("{{ raise_exception('Roles must alternate.') }}");

        var fault = Assert.Throws<JinjaException>(() => template.Render([Message.User("a")], addGenerationPrompt: true));

        Assert.Contains("Roles must alternate.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_and_the_generation_prompt_reach_the_template()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}");

        Assert.Equal("<system>s<user>u<assistant>", template.Render([Message.System("s"), Message.User("u")], addGenerationPrompt: true).Text);
        Assert.Equal("<user>u<assistant>a", template.Render([Message.User("u"), Message.Assistant("a")], addGenerationPrompt: false).Text);
    }

    [Fact]
    public void Other_keys_of_the_input_are_variables_of_the_template()
    {
        using var input = JsonDocument.Parse("""{"messages":[{"role":"user","content":null,"name":"x"}],"add_generation_prompt":false,"mood":"calm"}""");
        var template = ChatTemplate.Parse("{{ mood }} {{ messages[0].name }} {{ messages[0].content is none }} {{ tools is defined }}");

        Assert.Equal("calm x true false", template.Render(input.RootElement).Text);
    }

    [Theory]
    [InlineData("tokenizer_config.json", """{"chat_template":"from config {{ bos_token }}","bos_token":{"content":"<s>"}}""", "from config <s>")]
    [InlineData("tokenizer_config.json", """{"chat_template":[{"name":"tool_use","template":"t"},{"name":"default","template":"d"}]}""", "d")]
    [InlineData("chat_template.jinja", "from file", "from file")]
    [InlineData("chat_template.json", """{"chat_template":"from json"}""", "from json")]
    public void A_template_is_found_wherever_model_folders_keep_it(string file, string content, string prompt)
    {
        var folder = Directory.CreateTempSubdirectory("template");
        File.WriteAllText(Path.Combine(folder.FullName, file), content);

        var template = ChatTemplate.Load(folder.FullName);
        folder.Delete(recursive: true);

        Assert.Equal(prompt, template.Render([], addGenerationPrompt: false).Text);
    }

    [Theory]
    [InlineData("%d %b %Y", "05 Mar 2026")]
    [InlineData("%A, %a %d %B %y %H:%M:%S %I %p 100%%", "Thursday, Thu 05 March 26 14:07:09 02 PM 100%")]
    public void Dates_are_written_as_by_strftime(string format, string written)
    {
        var time = new DateTimeOffset(2026, 3, 5, 14, 7, 9, TimeSpan.Zero);

        Assert.Equal(written, DateFormat.Write(format, time));
    }

    [Fact]
    public void A_folder_without_template_is_refused_by_file_and_fault()
    {
        var fault = Assert.Throws<ModelFolderException>(() => ChatTemplate.Load(Path.GetTempPath()));

        Assert.Contains("chat template", fault.Message, StringComparison.Ordinal);
    }
}
