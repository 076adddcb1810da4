using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>Pieces that leave a job for another order's, or are scrapped where they are, when their order is split. Started = good + scrap + rework + in process on both sides.</summary>
internal sealed partial class JobOrder
{
    /// <summary>Pieces go to another order as they are: started, of these good, of these in rework, the rest in process.</summary>
    internal void GiveAway(decimal started, decimal good, decimal rework)
    {
        Started -= started;
        Good -= good;
        Rework -= rework;
    }

    /// <summary>Pieces come from another order as they are.</summary>
    internal Refusal? TakeOver(decimal started, decimal good, decimal rework, DateTime atUtc)
    {
        Started += started;
        Good += good;
        Rework += rework;
        StartedUtc ??= atUtc;
        // Not on a machine until somebody goes on with them.
        return Step(JobStep.Run) ?? Step(JobStep.Pause);
    }

    /// <summary>Pieces are scrapped wherever they are around this operation: in process, in rework, or good and not gone on.</summary>
    internal void ScrapWhereTheyAre(Position position)
    {
        Good -= position.Waiting;
        Rework -= position.Rework;
        Scrapped += position.Pieces;
    }
}

internal sealed partial class ProductionOrder
{
    /// <summary>A change no longer blocks it.</summary>
    internal void Unblock(string changeNo)
    {
        if (BlockedBy == changeNo) (BlockedBy, BlockedWhy) = (null, null);
        Turns++;
    }
}
