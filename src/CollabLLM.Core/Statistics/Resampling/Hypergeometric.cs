using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>Exact hypergeometric numbers by chop-down search outwards from the mode: about one standard deviation of steps.</summary>
internal static class Hypergeometric
{
    /// <summary>How many marked ones are among <paramref name="drawn"/> out of marked + others.</summary>
    public static int Draw(SeededRandom random, int marked, int others, int drawn)
    {
        int least = Math.Max(0, drawn - others), most = Math.Min(marked, drawn);
        if (least == most) return least;

        var mode = (int)Math.Clamp(Math.Floor((drawn + 1.0) * (marked + 1.0) / (marked + others + 2.0)), least, most);
        var atMode = Math.Exp(Gamma.LogChoose(marked, mode) + Gamma.LogChoose(others, drawn - mode) - Gamma.LogChoose((double)marked + others, drawn));
        var left = random.NextDouble() - atMode;
        double up = atMode, down = atMode;
        for (int high = mode, low = mode; left > 0 && (high < most || low > least);)
        {
            if (high < most)
            {
                up *= (double)(marked - high) * (drawn - high) / ((high + 1.0) * (others - drawn + high + 1.0));
                high++;
                if ((left -= up) <= 0) return high;
            }

            if (low > least)
            {
                down *= (double)low * (others - drawn + low) / ((marked - low + 1.0) * (drawn - low + 1.0));
                low--;
                if ((left -= down) <= 0) return low;
            }
        }

        return mode;
    }
}
