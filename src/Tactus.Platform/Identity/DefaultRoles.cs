using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>The roles that a new installation begins with. A plant changes them as it likes; they are not put back.</summary>
internal static class DefaultRoles
{
    // A right that no module of this process lists is left out, so that a role names only what exists.
    internal static readonly (string Name, string Text, string[] Rights)[] All =
    [
        (Role.Administrator, "Everything", [Permissions.Everything]),
        ("operator", "Makes parts at a station", ["mes.read", "mes.operate", "mes.material", "mes.downtime", "mes.quality-hold"]),
        ("line-lead", "Leads a line or shift", ["mes.read", "mes.operate", "mes.lead", "mes.overproduce", "mes.material", "mes.downtime", "mes.quality-hold", "erp.read", "coordination.read", "coordination.decide", "coordination.answer", "coordination.roster"]),
        ("planner", "Plans and releases work orders", ["erp.read", "erp.work-orders", "erp.engineering-changes", "erp.master-data", "mes.read", "mes.lead", "mes.master-data", "mes.equipment", "coordination.read", "coordination.plan", "coordination.decide", "coordination.answer"]),
        ("quality", "Holds lots and gives them free", ["mes.read", "erp.read", "mes.quality-hold", "erp.release-holds", "erp.approve-changes", "coordination.read", "coordination.answer", Permissions.AuditRead]),
        ("maintenance", "Keeps machines running", ["mes.read", "mes.downtime", "mes.equipment", "coordination.read", "coordination.estimate", "coordination.answer"]),
        ("warehouse", "Receives, moves, picks, ships", ["erp.read", "erp.stock", "erp.ship", "mes.read", "mes.material", "coordination.read", "coordination.answer"]),
        ("buyer", "Buys material and keeps its master data", ["erp.read", "erp.master-data", "mes.read", "coordination.read", "coordination.answer"]),
        ("sales", "Takes customers' orders", ["erp.read", "erp.sales", "mes.read", "coordination.read", "coordination.answer"]),
        ("engineer", "Changes how items are made", ["erp.read", "erp.master-data", "erp.engineering-changes", "erp.approve-changes", "mes.read", "coordination.read", "coordination.answer"]),
        ("accountant", "Reads the books", ["erp.read", "mes.read"]),
        ("coordinator", "Sees both halves and the way between them", ["erp.read", "erp.work-orders", "mes.read", "mes.lead", "coordination.read", "coordination.plan", "coordination.estimate", "coordination.decide", "coordination.answer", "coordination.give", "coordination.roster", "coordination.policies", Permissions.IntegrationRead]),
        ("auditor", "Reads everything, changes nothing", ["erp.read", "mes.read", "coordination.read", Permissions.AuditRead, Permissions.PeopleRead, Permissions.IntegrationRead]),
        ("integrator", "Connects machines and programs", ["erp.read", "mes.read", "mes.signals", Permissions.Integration, Permissions.IntegrationRead, Permissions.PeopleRead]),
    ];

    /// <summary>Adds the installation's row and, where there is no role at all, the default ones.</summary>
    internal static Task Seed(CommandRunner<PlatformDb> runner, KnownPermissions known, CancellationToken stop) =>
        runner.RunAsSystem("SeedPlatform", async db =>
        {
            var fresh = false;
            if (!await db.Installations.AnyAsync(stop))
            {
                db.Installations.Add(new Installation());
                fresh = true;
            }
            if (!await db.Roles.AnyAsync(stop))
            {
                foreach (var (name, text, rights) in All)
                    db.Roles.Add(new Role { Name = name, Text = text, Permissions = [.. rights.Where(known.All.ContainsKey).Order(StringComparer.Ordinal)] });
                fresh = true;
            }
            return fresh;
        }, stop);
}

/// <summary>Every right that some module lists.</summary>
internal sealed class KnownPermissions
{
    public KnownPermissions(IEnumerable<PermissionList> lists)
    {
        All = lists.SelectMany(list => list.Permissions)
            .GroupBy(permission => permission.Name).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        OfThisProcess = this;
    }

    /// <summary>The modules of a process are the same for all it opens; rules that get nothing but a context find them here.</summary>
    internal static KnownPermissions OfThisProcess { get; private set; } = new([new PermissionList(Permissions.Platform)]);

    internal IReadOnlyDictionary<string, Permission> All { get; }

    /// <summary>Rights as a page needs them: Everything is spelled out.</summary>
    internal IReadOnlyList<string> SpelledOut(Actor actor) =>
        [.. (actor.May(Permissions.Everything) ? All.Keys : actor.Permissions).Order(StringComparer.Ordinal)];

    /// <summary>Null when all are known and the actor holds each: nobody gives away what they have not.</summary>
    internal Refusal? Grantable(IEnumerable<string> names, Actor actor, string field)
    {
        foreach (var name in names)
        {
            if (!All.ContainsKey(name)) return Refusal.Field("permission-unknown", field, $"There is no right {name}. See /api/platform/permissions.");
            if (!actor.May(name)) return new Refusal("grant-exceeds-rights", $"You can't give the right {name}, since you do not hold it.", RefusalKind.Forbidden);
        }
        return null;
    }
}
