namespace CollabLLM.Core.Exports;

/// <summary>What the values of a column are: text, whole numbers, real numbers, yes or no, moments in UTC.</summary>
public enum ColumnType
{
    Text,
    Whole,
    Number,
    Boolean,
    Moment,
}
