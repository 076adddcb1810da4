using Microsoft.AspNetCore.Routing;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>A person looked at a material warning and says what came of it.</summary>
[Refuses("warning-unknown", "already-settled", "reason-missing")]
internal sealed record SettleWarning(Guid WarningId, string Note) : Command<MesDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<SettleWarning>("/api/mes/material-warning-settlements", MaterialArea.Move, "Settle a material warning with a note");

    public override async Task<Outcome<Done>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Note)) return Refusal.Field("reason-missing", "note", "Write what came of it.");
        if (await db.MaterialWarnings.FindAsync([WarningId], stop) is not { } warning) return Refusal.Unknown("warning-unknown", "There is no such warning.");
        if (warning.SettledUtc is not null) return new Refusal("already-settled", $"This warning was settled: {warning.SettledNote}");
        (warning.SettledNote, warning.SettledUtc, by.Why) = (Note, by.NowUtc, Note);
        return Done.It;
    }
}
