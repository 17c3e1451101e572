using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Policies;

/// <summary>Gives the chat client of a model by its name in study files: a model folder, or <c>remote:name</c>. Cheap; a missing model is reported when a reply is asked for.</summary>
public delegate IChatClient ModelSource(string model);
