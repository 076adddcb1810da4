using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Sets a PIN for stations, one's own or (with the right to change people) somebody's; null takes it away.</summary>
/// <param name="Pin">4 to 12 digits.</param>
/// <param name="PersonNumber">null: one's own.</param>
[Refuses("person-unknown", "pin-invalid", "right-missing", "not-a-person", "grant-exceeds-rights")]
internal sealed record ChangePin([property: Secret] string? Pin, string? PersonNumber = null, string? Reason = null) : Command<PlatformDb, PersonView>
{
    private readonly Lazy<string?> hash = new(() => Pin is null ? null : Secrets.HashPassword(Pin));

    internal static void Map(IEndpointRouteBuilder app) => app.Command<ChangePin>("/api/platform/pin-changes", "", "Set a PIN for stations, one's own or somebody's");

    public override async Task<Outcome<PersonView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (Pin is not null && PasswordRules.CheckPin(Pin) is { } weak) return weak;
        var person = await ChangePassword.Whose(db, PersonNumber, by, stop);
        if (person.Refusal is { } refused) return refused;
        person.Value.PinHash = hash.Value;
        by.Why = PersonFields.Why(Reason);
        db.Changed(SignInDesk.Topic, person.Value.Number);
        return PersonView.Of(person.Value, null);
    }
}
