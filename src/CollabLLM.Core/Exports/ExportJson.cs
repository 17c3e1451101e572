using System.Text.Json;
using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Exports;

/// <summary>JSON inside exported values: the study file's form, on one line.</summary>
public static class ExportJson
{
    public static JsonSerializerOptions Options { get; } = new(StudyJson.Options) { WriteIndented = false };
}
