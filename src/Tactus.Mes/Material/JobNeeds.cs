using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>What a job needs, against what somebody brings.</summary>
internal static class JobNeeds
{
    /// <summary>The need that a lot fills, or why it is the wrong material.</summary>
    internal static async Task<Outcome<JobMaterial>> Verify(MesDb db, JobOrder job, MaterialLot lot, CancellationToken stop)
    {
        var needs = await db.JobMaterials.Where(material => material.JobNo == job.No).ToListAsync(stop);
        if (needs.Find(each => each.ItemNo == lot.ItemNo) is not { } need)
            return new Refusal("material-not-needed", needs.Count == 0
                ? $"Job {job.No} needs no material; lot {lot.No} is item {lot.ItemNo}."
                : $"Lot {lot.No} is item {lot.ItemNo}; job {job.No} needs {string.Join(", ", needs.Select(each => each.ItemNo).Order(StringComparer.Ordinal))}.");
        return need.Revision == lot.Revision
            ? need
            : new Refusal("revision-wrong", $"Job {job.No} needs {need.ItemNo} revision {need.Revision}; lot {lot.No} is revision {lot.Revision}.");
    }
}
