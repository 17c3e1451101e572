namespace CollabLLM.Core.Studies;

/// <summary>Draft: nobody can join. Open: people join. Paused: nobody new joins, sessions go on. Closed: nobody joins, open sessions end.</summary>
public enum StudyState
{
    Draft,
    Open,
    Paused,
    Closed,
}
