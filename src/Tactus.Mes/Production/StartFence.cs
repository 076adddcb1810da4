using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>No new piece of an order is started until somebody has decided; what is in process goes on. Each case has its own fence.</summary>
internal sealed class StartFence
{
    public required string OrderNo { get; init; }
    /// <summary>The exception that fences.</summary>
    public required string CaseNo { get; init; }
    /// <summary>What the terminal says.</summary>
    public required string Sentence { get; set; }
    public DateTime SinceUtc { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<StartFence>(entity =>
    {
        entity.ToTable("start_fences");
        entity.HasKey(fence => new { fence.OrderNo, fence.CaseNo });
    });

    internal static async Task<Refusal?> Told(MesDb db, StartsFenced told, CommandContext by, CancellationToken stop)
    {
        var fence = await db.Set<StartFence>().FindAsync([told.WorkOrderNo, told.CaseNo], stop);
        by.Why = told.Sentence;
        if (told.Lifted && fence is not null) db.Remove(fence);
        else if (!told.Lifted && fence is null) db.Add(new StartFence { OrderNo = told.WorkOrderNo, CaseNo = told.CaseNo, Sentence = told.Sentence, SinceUtc = told.AtUtc });
        else if (fence is not null) fence.Sentence = told.Sentence;
        db.Changed("mes.jobs", told.WorkOrderNo);
        foreach (var centre in await db.Jobs.Where(job => job.OrderNo == told.WorkOrderNo).Select(job => job.WorkCentreNo).Distinct().ToListAsync(stop)) db.Changed("mes.dispatch", centre);
        return null;
    }

    /// <summary>Why new pieces can't be started, while somebody decides about the order. Pieces that came from the operation before are not new.</summary>
    internal static async Task<Refusal?> Block(MesDb db, JobDesk desk, CancellationToken stop) =>
        desk.Job.Predecessors.Count == 0 && await db.Set<StartFence>().Where(fence => fence.OrderNo == desk.Order.No).OrderBy(fence => fence.CaseNo).FirstOrDefaultAsync(stop) is { } fence
            ? new Refusal("starts-fenced", fence.Sentence, Details: fence.CaseNo)
            : null;
}
