using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes;

/// <summary>
/// What coordination must know of this half, read off what a save changes, so that no use case can forget to tell. Of quantities it
/// hears each tenth: a report every second need not wake whoever plans in minutes.
/// </summary>
internal static class NewsForCoordination
{
    internal static void Tell(MesDb db)
    {
        var now = db.By?.NowUtc ?? DateTime.UtcNow;
        foreach (var job in db.ChangeTracker.Entries<JobOrder>())
        {
            if (job.State is EntityState.Added or EntityState.Modified && Matters(job)) db.SendTo(HalfDb.Coordination, Progress(job.Entity, now));
        }
        if (db.ChangeTracker.Entries().Any(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && entry.Entity is EquipmentNode or CalendarAssignment or CalendarException or ShiftPattern or PlantSetting))
            db.SendTo(HalfDb.Coordination, new EquipmentChanged(now));
    }

    /// <summary>Answers where an order's operations are exactly.</summary>
    internal static async Task<Refusal?> Asked(MesDb db, ProgressAsked asked, CommandContext by, CancellationToken stop)
    {
        foreach (var job in await db.Jobs.AsNoTracking().Where(job => job.OrderNo == asked.WorkOrderNo).OrderBy(job => job.OperationNo).ToListAsync(stop))
            db.SendTo(HalfDb.Coordination, Progress(job, by.NowUtc));
        return null;
    }

    internal static JobProgress Progress(JobOrder job, DateTime nowUtc) => new(
        job.OrderNo, job.OperationNo, job.WorkCentreNo, job.MachineNo, TactusJson.Word(job.State), job.Planned, job.ToStart, job.Started, job.Good, job.Scrapped,
        job.Rework, job.StartedUtc, nowUtc);

    private static bool Matters(EntityEntry<JobOrder> job) => job.State == EntityState.Added
        || Differs(job, nameof(JobOrder.State)) || Differs(job, nameof(JobOrder.MachineNo)) || Differs(job, nameof(JobOrder.Planned))
        || Differs(job, nameof(JobOrder.ToStart)) || Differs(job, nameof(JobOrder.Rework))
        || Tenth(job, nameof(JobOrder.Started)) || Tenth(job, nameof(JobOrder.Good)) || Tenth(job, nameof(JobOrder.Scrapped));

    private static bool Differs(EntityEntry<JobOrder> job, string property) => job.Property(property) is var value && !Equals(value.OriginalValue, value.CurrentValue);

    private static bool Tenth(EntityEntry<JobOrder> job, string property)
    {
        var step = Math.Max(1m, job.Entity.Planned / 10);
        return job.Property<decimal>(property) is var value && decimal.Floor(value.OriginalValue / step) != decimal.Floor(value.CurrentValue / step);
    }
}
