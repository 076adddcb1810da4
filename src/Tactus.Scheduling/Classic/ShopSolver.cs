using Tactus.Scheduling.Classic.JobShop;

namespace Tactus.Scheduling.Classic;

/// <summary>Solves job shops and flexible job shops.</summary>
public static class ShopSolver
{
    /// <summary>The best schedule found within the limits, and the bound that was proved.</summary>
    /// <param name="instance">The shop.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="limits">When to stop. Without a time, an iteration limit or a cancellation it ends only when the bound is reached.</param>
    /// <returns>A schedule that was checked, also when the search was cancelled.</returns>
    /// <exception cref="ArgumentException">The instance has an operation without machine, an unknown machine, a negative duration, release or
    /// weight, or times or weights whose sum does not fit.</exception>
    /// <exception cref="InvalidOperationException">The schedule found was refused by the check: a defect of this library.</exception>
    public static ShopResult Solve(ShopInstance instance, ShopObjective objective, SearchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(limits);
        var result = objective switch
        {
            ShopObjective.Makespan => new MakespanSearch(CompiledShop.Of(instance), limits).Run(),
            ShopObjective.WeightedTardiness => Tardiness(instance, limits),
            _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "no search for this objective"),
        };
        return ShopCheck.Fault(instance, objective, result) is { } fault
            ? throw new InvalidOperationException($"{instance.Name}: {fault}")
            : result;
    }

    private static ShopResult Tardiness(ShopInstance instance, SearchLimits limits)
    {
        // These searches lay the shop out in their own way, but what no search could take is refused in one place.
        CompiledShop.Of(instance);
        TardinessProblem.Check(instance);
        return SingleMachineTardiness.Fits(instance) ? SingleMachineTardiness.Solve(instance, limits) : TardinessSearch.Solve(instance, limits);
    }
}
