namespace Tactus.Platform;

/// <summary>A right that a role can hold.</summary>
/// <param name="Name">area.thing, e.g. <c>mes.report</c>; reading rights end in <c>.read</c>.</param>
/// <param name="Text">What it allows, for the page where roles are made.</param>
public sealed record Permission(string Name, string Text);

/// <summary>The rights of the platform itself; each half lists its own.</summary>
public static class Permissions
{
    /// <summary>Held by Tactus itself and by administrators' roles that name it.</summary>
    public const string Everything = "*";

    /// <summary>See people, roles, stations.</summary>
    public const string PeopleRead = "platform.people.read";
    /// <summary>Change people, roles, stations.</summary>
    public const string People = "platform.people";
    /// <summary>See messages, links, webhooks, keys.</summary>
    public const string IntegrationRead = "platform.integration.read";
    /// <summary>Retry, park, pause, make keys and webhooks.</summary>
    public const string Integration = "platform.integration";
    /// <summary>Read the audit ledger and verify it.</summary>
    public const string AuditRead = "platform.audit.read";
    /// <summary>Post things that happened longer ago than the plant allows its people (import, replay).</summary>
    public const string Backdate = "platform.backdate";

    /// <summary>The platform's list.</summary>
    public static IReadOnlyList<Permission> Platform { get; } =
    [
        new(PeopleRead, "See people, roles and stations"),
        new(People, "Change people, roles and stations"),
        new(IntegrationRead, "See messages between the halves, links, webhooks and keys"),
        new(Integration, "Retry and park messages, pause links, make keys and webhooks"),
        new(AuditRead, "Read and verify the audit ledger"),
        new(Backdate, "Post what happened longer ago than usual (import, replay)"),
        new(Everything, "Everything (administrators)"),
    ];
}
