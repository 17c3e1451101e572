namespace CollabLLM.Web.Features.Sessions;

/// <summary>What the editor is told after it asked to save.</summary>
/// <param name="State">saved, conflict, refused or failed.</param>
/// <param name="Number">Number of the latest revision that the page knows.</param>
/// <param name="LastChange">Sequence of the last stored change of the document; null where single changes are not kept, or nothing was saved.</param>
public sealed record SaveAnswer(string State, int Number, int? LastChange = null);
