namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>Lower bounds by refuting makespans (destructive improvement: Klein &amp; Scholl 1999, European Journal of Operational Research 112).</summary>
internal static class DestructiveBound
{
    /// <summary>The least makespan from <paramref name="bound"/> to <paramref name="upper"/> that propagation does not refute; at most
    /// <paramref name="upper"/>, which is known to have a schedule.</summary>
    public static int ByPropagation(EdgeFinder finder, int bound, int upper, Func<bool> over)
    {
        // Mostly the bound itself is not refuted: asked first, it is the only question.
        if (bound >= upper || finder.Narrow(bound))
            return bound;
        bound++;
        while (bound < upper && !over())
        {
            var middle = bound + (upper - bound) / 2;
            if (finder.Narrow(middle))
                upper = middle;
            else
                bound = middle + 1;
        }
        return bound;
    }

    /// <summary>The same with shaving: what one below a schedule's makespan refutes proves it optimal.</summary>
    public static int ByShaving(EdgeFinder finder, int bound, int upper, Func<bool> over, Action<int> proved)
    {
        while (bound < upper && !over())
        {
            var middle = bound + (upper - bound) / 2;
            if (finder.Narrow(middle) && finder.Shave(over))
            {
                if (over())
                    break;
                upper = middle;
            }
            else
            {
                bound = middle + 1;
                proved(bound);
            }
        }
        return bound;
    }
}
