using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>The plant's own copy of an item that the business half released (ISA-95 MaterialDefinition).</summary>
internal sealed class MaterialDefinition : IVersioned
{
    public required string ItemNo { get; init; }
    public required string Description { get; set; }
    public required string Unit { get; set; }
    public required string Revision { get; set; }
    public Tracking Tracking { get; set; }
    public int? ShelfLifeDays { get; set; }
    public bool Active { get; set; }
    public long Version { get; set; }

    internal static async Task<Refusal?> Apply(MesDb db, MaterialDefinitionPublished message, CommandContext by, CancellationToken stop)
    {
        var known = await db.Materials.FindAsync([message.ItemNo], stop);
        if (known is null)
            db.Materials.Add(known = new MaterialDefinition
            {
                ItemNo = message.ItemNo, Description = message.Description, Unit = message.Unit, Revision = message.Revision,
            });
        known.Description = message.Description;
        known.Unit = message.Unit;
        known.Revision = message.Revision;
        known.Tracking = message.Tracking;
        known.ShelfLifeDays = message.ShelfLifeDays;
        known.Active = message.Active;
        db.Changed("mes.lots", message.ItemNo);
        return null;
    }
}
