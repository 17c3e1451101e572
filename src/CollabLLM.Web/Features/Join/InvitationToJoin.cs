namespace CollabLLM.Web.Features.Join;

/// <summary>What the first page of a study says before anybody has joined.</summary>
internal sealed record InvitationToJoin(string Title, string Welcome, bool IsOpen);
