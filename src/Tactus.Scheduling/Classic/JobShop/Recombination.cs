namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>Children between two schedules, and how far two schedules are from each other.</summary>
internal static class Recombination
{
    /// <summary>A schedule on the way between two others: both orders are merged, so whatever both do in the same order the child does in that
    /// order too and it is free of cycles without repair; machines are taken with the operation. The purpose is that of path relinking
    /// (Peng, Lü &amp; Cheng 2015, Computers &amp; Operations Research 53); the merge of two linear orders replaces its walk of exchanges.</summary>
    /// <param name="shop">The instance.</param>
    /// <param name="a">One parent.</param>
    /// <param name="b">The other.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="share">Part of the operations taken from the first parent's order, 0 to 1.</param>
    /// <param name="run">Operations taken from a parent in a row, at most.</param>
    public static ShopSolution Merge(CompiledShop shop, ShopSolution a, ShopSolution b, Dice dice, double share, int run)
    {
        var order = new int[shop.Operations];
        var mode = new int[shop.Slots];
        var taken = new bool[shop.Slots];
        int atA = 0, atB = 0, count = 0;
        while (count < order.Length)
        {
            var fromA = dice.Unit() < share;
            var source = fromA ? a : b;
            ref var at = ref fromA ? ref atA : ref atB;
            for (var left = 1 + dice.Below(run); left > 0 && count < order.Length; left--)
            {
                while (taken[source.Order[at]])
                    at++;
                var o = source.Order[at++];
                taken[o] = true;
                order[count++] = o;
                mode[o] = source.Mode[o];
            }
        }
        return new ShopSolution(order, mode, int.MaxValue);
    }

    /// <summary>[slot] place of each operation in the sequence of its machine.</summary>
    public static int[] Ranks(CompiledShop shop, ShopSolution solution)
    {
        var ranks = new int[shop.Slots];
        var count = new int[shop.Machines];
        foreach (var o in solution.Order)
            ranks[o] = count[shop.ModeMachine[solution.Mode[o]]]++;
        return ranks;
    }

    /// <summary>Sum over operations of the difference of their places, with a fixed price for another machine.</summary>
    public static long Distance(CompiledShop shop, ShopSolution a, int[] ranksA, ShopSolution b, int[] ranksB)
    {
        long distance = 0;
        foreach (var o in a.Order)
            distance += a.Mode[o] == b.Mode[o] ? Math.Abs(ranksA[o] - ranksB[o]) : 4;
        return distance;
    }
}
