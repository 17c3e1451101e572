using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>Visits every table of counts with given row and column sums, column by column.</summary>
internal static class TableEnumeration
{
    /// <summary>Calls back with Σ ln(cell!) of each table.</summary>
    public static void Visit(int[] rows, int[] columns, Action<double> table)
    {
        var logFactorials = Enumerable.Range(0, rows.Sum() + 1).Select(n => Gamma.LogFactorial(n)).ToArray();
        Fill([.. rows], 0, 0, columns[0], 0);

        void Fill(int[] left, int column, int row, int columnLeft, double sum)
        {
            if (column == columns.Length - 1)
            {
                table(sum + left.Sum(cell => logFactorials[cell]));
                return;
            }

            if (row == left.Length - 1)
            {
                if (columnLeft > left[row]) return;
                left[row] -= columnLeft;
                Fill(left, column + 1, 0, columns[column + 1], sum + logFactorials[columnLeft]);
                left[row] += columnLeft;
                return;
            }

            for (var cell = 0; cell <= Math.Min(left[row], columnLeft); cell++)
            {
                left[row] -= cell;
                Fill(left, column, row + 1, columnLeft - cell, sum + logFactorials[cell]);
                left[row] += cell;
            }
        }
    }

    /// <summary>An upper bound of the number of tables: for each free cell the smaller of its margins, plus one.</summary>
    public static bool MayExceed(int[] rows, int[] columns, int limit)
    {
        var bound = 1.0;
        foreach (var row in rows.Order().Take(rows.Length - 1))
            foreach (var column in columns.Order().Take(columns.Length - 1))
                if ((bound *= Math.Min(row, column) + 1.0) > limit) return true;
        return false;
    }
}
