using Microsoft.AspNetCore.Routing;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Labor;

/// <summary>Grants, prolongs or takes away a person's skill.</summary>
/// <param name="ValidUntilUtc">Last instant at which it holds; null: without end.</param>
/// <param name="Active">False takes it away.</param>
[Refuses("skill-invalid", "changed-meanwhile")]
internal sealed record GrantSkill(string PersonNo, string SkillCode, DateTime? ValidUntilUtc = null, bool Active = true, string? Reason = null) : Command<MesDb, SkillRow>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<GrantSkill>("/api/mes/skill-grants", MesProduction.MasterData, "Grant, prolong or take away a person's skill");
        app.List<MesDb, SkillRow>("/api/mes/skill-grants", MesPermissions.Read, "Who may do what, until when", nameof(SkillRow.Key),
            (db, _) => db.PersonSkills.Select(skill => new SkillRow
            {
                Key = skill.PersonNo + "/" + skill.SkillCode, PersonNo = skill.PersonNo, SkillCode = skill.SkillCode,
                ValidUntilUtc = skill.ValidUntilUtc, Active = skill.Active, Version = skill.Version,
            }));
    }

    public override async Task<Outcome<SkillRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(PersonNo) || PersonNo.Length > 40) return Refusal.Field("skill-invalid", "personNo", "Name the person by number, at most 40 characters.");
        if (string.IsNullOrWhiteSpace(SkillCode) || SkillCode.Length > 40) return Refusal.Field("skill-invalid", "skillCode", "Name the skill by its code, at most 40 characters.");
        var skill = await db.PersonSkills.FindAsync([PersonNo, SkillCode], stop);
        if (skill is null) db.PersonSkills.Add(skill = new PersonSkill { PersonNo = PersonNo, SkillCode = SkillCode });
        else if (await db.Clash(skill, $"{PersonNo}/{SkillCode}", by, stop) is { } clash) return clash;
        (skill.ValidUntilUtc, skill.Active) = (ValidUntilUtc, Active);
        by.Why = Reason;
        db.Changed("mes.labor", PersonNo);
        return new SkillRow
        {
            Key = $"{PersonNo}/{SkillCode}", PersonNo = PersonNo, SkillCode = SkillCode, ValidUntilUtc = ValidUntilUtc, Active = Active, Version = db.VersionAfterSave(skill),
        };
    }
}

/// <summary>A skill in the list.</summary>
internal sealed record SkillRow : IVersionedView
{
    public required string Key { get; init; }
    public required string PersonNo { get; init; }
    public required string SkillCode { get; init; }
    public DateTime? ValidUntilUtc { get; init; }
    public bool Active { get; init; }
    public long Version { get; init; }
}
