using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Erp;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Tests.Erp.MasterData;

public sealed class DefinePlaceTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Places_stand_in_each_other_as_their_kinds_allow(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.WorkCentre("ASSY");
        async Task<string> Make(string no, PlaceKind kind, string? parent = null, string? centre = null) =>
            (await plant.Run(new DefinePlace(no, no, kind, parent, centre))).Refusal?.Code ?? "done";
        (await Make("S1", PlaceKind.Site)).ShouldBe("done");
        (await Make("W1", PlaceKind.Warehouse, "S1")).ShouldBe("done");
        (await Make("B1", PlaceKind.Bin, "W1")).ShouldBe("done");
        (await Make("L1", PlaceKind.Line, "S1", "ASSY")).ShouldBe("done");
        (await Make("B2", PlaceKind.Bin)).ShouldBe("place-parent-invalid");
        (await Make("B2", PlaceKind.Bin, "S1")).ShouldBe("place-parent-invalid");
        (await Make("W2", PlaceKind.Warehouse, "NONE")).ShouldBe("place-parent-unknown");
        (await Make("W2", PlaceKind.Warehouse, "W1")).ShouldBe("place-parent-invalid");
        (await Make("W1", PlaceKind.Line, "S1")).ShouldBe("place-kind-fixed");
        (await Make("L2", PlaceKind.Line, "S1", "ASSY")).ShouldBe("line-twice");
        (await Make("L2", PlaceKind.Line, "S1", "NONE")).ShouldBe("work-centre-unknown");
        (await Make("W2", PlaceKind.Warehouse, "S1", "ASSY")).ShouldBe("work-centre-misplaced");
        (await Make("scrap", PlaceKind.Warehouse, "S1")).ShouldBe("place-number-reserved");
        (await Make("CUSTOMERS", PlaceKind.Shipped)).ShouldBe("done");
        (await Make("SHIPPED", PlaceKind.Shipped)).ShouldBe("place-virtual-twice");
        var bin = (await plant.Get("/api/erp/places/B1")).As<PlaceView>();
        bin.Way.ShouldBe(["S1", "W1"]);
        (await plant.Get("/api/erp/places/S1")).As<PlaceView>().Inside.ShouldBe(["L1", "W1"]);
        (await plant.Get("/api/erp/places?filter=kind:eq:bin")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_virtual_place_of_a_kind_is_made_once(string database)
    {
        await using var plant = await Plant.New(database);
        foreach (var _ in Enumerable.Range(1, 2))
            await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Test", async db =>
            {
                var first = await Place.Virtual(db, PlaceKind.Scrap, CancellationToken.None);
                (await Place.Virtual(db, PlaceKind.Scrap, CancellationToken.None)).ShouldBeSameAs(first);
                return true;
            }, CancellationToken.None);
        await using var db = plant.Erp();
        (await db.Places.SingleAsync()).ShouldSatisfyAllConditions(place => place.No.ShouldBe("SCRAP"), place => place.IsVirtual.ShouldBeTrue());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Partners_and_work_centres_are_read_as_they_were_made(string database)
    {
        await using var plant = await Plant.New(database);
        (await plant.Run(new DefineCustomer("C-1", "St. Mary's Hospital", "1 High Street\nLondon", "GB", "orders@stmary.example", Currency: "GBP"))).Done.ShouldBeTrue();
        (await plant.Run(new DefineSupplier("V-1", "한빛 수지", Country: "KR", Currency: "KRW", BlockedReason: "Certificate expired"))).Done.ShouldBeTrue();
        (await plant.Run(new DefineWorkCentre("MOLD", "Moulding", "4711", new Money(38.5m, "EUR")))).Done.ShouldBeTrue();
        (await plant.Get("/api/erp/customers/C-1")).As<PartnerView>().Address.ShouldBe("1 High Street\nLondon");
        (await plant.Get("/api/erp/suppliers/V-1")).As<PartnerView>().Name.ShouldBe("한빛 수지");
        (await plant.Get("/api/erp/work-centres/MOLD")).As<WorkCentreView>().HourlyCost.ShouldBe(new Money(38.5m, "EUR"));
        (await plant.Get("/api/erp/customers?filter=country:eq:GB")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await plant.Get("/api/erp/suppliers?search=한빛")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await plant.Get("/api/erp/customers/X")).Code.ShouldBe("customer-unknown");
        (await plant.Run(new DefineCustomer("C-1", "St. Mary's", Country: "GB"))).Value.ShouldSatisfyAllConditions(view => view.Version.ShouldBe(2), view => view.Email.ShouldBeNull());
    }

    [Fact]
    public async Task What_a_partner_can_not_be_is_refused_by_field()
    {
        await using var plant = await Plant.New("sqlite");
        var refusal = (await plant.Run(new DefineCustomer("", " ", Country: "Germany", Email: "nobody", Currency: "EURO"))).Refusal!;
        refusal.Errors!.Keys.Order().ShouldBe(["country", "currency", "email", "name", "no"]);
        (await plant.Run(new DefineSupplier("V-1", "a\0b"))).Refusal!.Code.ShouldBe("text-invalid");
        (await plant.Run(new DefineWorkCentre("W", "W", HourlyCost: new Money(-1, "EUR")))).Refusal!.Code.ShouldBe("money-invalid");
    }
}
