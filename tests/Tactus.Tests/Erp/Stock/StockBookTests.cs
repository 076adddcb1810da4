using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Tests.Erp.Stock;

public sealed class StockBookTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_receipt_is_in_stock_and_the_plant_is_told_of_the_lot(string database)
    {
        await using var plant = await Store.Open(database);
        (await plant.Run(new ReceiveStock("RESIN", new Quantity(25_000, "GRM"), "WH1", LotNo: "L1", SupplierLotNo: "S-77", ReferenceNo: "DN-1"))).Done.ShouldBeTrue();

        (await plant.At("RESIN", "WH1", "L1")).ShouldBe(25);
        var told = await plant.Sent<MaterialLotReceived>();
        (told.LotNo, told.Quantity, told.Status, told.SupplierLotNo).ShouldBe(("L1", Store.Kg(25), "available", "S-77"));
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_database_itself_refuses_to_change_or_delete_a_move(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("SCREW", Store.Pcs(5));
        var table = database == "sqlite" ? "stock_moves" : "erp.stock_moves";
        foreach (var change in (string[])[$"UPDATE {table} SET \"Quantity\" = 1", $"DELETE FROM {table}"])
        {
            await using var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Open();
            (await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(change))).GetBaseException().Message.ShouldContain("append-only");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_verifier_names_a_balance_that_is_not_the_sum_of_its_moves(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("SCREW", Store.Pcs(5));
        await using (var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Open())
            await db.StockBalances.ExecuteUpdateAsync(set => set.SetProperty(balance => balance.Quantity, 6m));
        await using var read = plant.Erp();
        (await StockVerifier.Verify(read, CancellationToken.None)).Faults.ShouldContain(fault => fault.Contains("SCREW") && fault.Contains("the moves 5"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nothing_goes_below_zero_and_the_sentence_says_how_much_there_is(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("SCREW", Store.Pcs(5));
        var short_ = await plant.Run(new IssueStock("SCREW", Store.Pcs(6), "WH1", Reason: "maintenance"));
        short_.Code().ShouldBe("stock-short");
        short_.Refusal!.Sentence.ShouldContain("Only 5 pcs");
        (await plant.Run(new TransferStock("SCREW", Store.Pcs(1), "WH2", "WH1"))).Code().ShouldBe("stock-short");
        (await plant.Run(new AdjustStock("SCREW", Store.Pcs(-6), "WH1", "lost one"))).Code().ShouldBe("stock-short");
        (await plant.At("SCREW", "WH1")).ShouldBe(5);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Tracking_rules_are_kept(string database)
    {
        await using var plant = await Store.Open(database);
        (await plant.Run(new ReceiveStock("RESIN", Store.Kg(1), "WH1"))).Code().ShouldBe("lot-missing");
        (await plant.Run(new ReceiveStock("SCREW", Store.Pcs(1), "WH1", LotNo: "L1"))).Code().ShouldBe("lot-not-tracked");
        (await plant.Run(new ReceiveStock("PUMP", Store.Pcs(2), "WH1", SerialNos: ["A1"]))).Code().ShouldBe("serials-mismatch");
        (await plant.Run(new ReceiveStock("PUMP", Store.Pcs(2), "WH1", SerialNos: ["A1", "A1"]))).Code().ShouldBe("serial-twice");
        await plant.Receive("PUMP", Store.Pcs(2), serials: ["A1", "A2"]);
        (await plant.Run(new ReceiveStock("PUMP", Store.Pcs(1), "WH2", SerialNos: ["A1"]))).Code().ShouldBe("serial-in-stock");
        await plant.Receive("RESIN", Store.Kg(1), "L1");
        (await plant.Run(new ReceiveStock("CASE", Store.Pcs(1), "WH1", LotNo: "L1"))).Code().ShouldBe("lot-of-other-item");
        (await plant.Run(new ReceiveStock("SCREW", Store.Kg(1), "WH1"))).Code().ShouldBe("unit-mismatch");
        (await plant.Run(new ReceiveStock("SCREW", Store.Pcs(-1), "WH1"))).Code().ShouldBe("quantity-invalid");
        (await plant.Run(new ReceiveStock("SCREW", Store.Pcs(1), "SUPPLIER"))).Code().ShouldBe("place-virtual");
        (await plant.Run(new ReceiveStock("SCREW", Store.Pcs(1), "NOWHERE"))).Code().ShouldBe("place-unknown");
        (await plant.Run(new ReceiveStock("RESIN", Store.Kg(1), "WH1", LotNo: "L9", ExpiresOn: new DateOnly(2026, 3, 1)))).Code().ShouldBe("expiry-past");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_move_is_taken_back_once_by_a_move_that_points_at_it(string database)
    {
        await using var plant = await Store.Open(database);
        var receipt = (await plant.Run(new ReceiveStock("SCREW", Store.Pcs(5), "WH1"))).Value.Moves.Single();
        var back = (await plant.Run(new ReverseMove(receipt.Id, "typed twice"))).Value.Moves.Single();
        (back.FromPlace, back.ToPlace).ShouldBe(("WH1", "SUPPLIER"));
        (await plant.At("SCREW", "WH1")).ShouldBe(0);
        (await plant.Run(new ReverseMove(receipt.Id, "typed twice"))).Code().ShouldBe("move-reversed");
        (await plant.Run(new ReverseMove(back.Id, "and again"))).Code().ShouldBe("move-not-reversible");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_count_books_the_difference_and_asks_again_for_what_moved_meanwhile(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        await plant.Receive("SCREW", Store.Pcs(100));
        var sheet = (await plant.Run(new DrawCountSheet("WH1"))).Value;
        await plant.Receive("SCREW", Store.Pcs(7));

        var lines = sheet.Lines.ToDictionary(line => line.ItemNo, line => line.LineNo);
        var first = (await plant.Run(new CountStock(sheet.No, [new(lines["RESIN"], Store.Kg(9.5m)), new(lines["SCREW"], Store.Pcs(107))], "yearly count"))).Value;
        first.Moves.Single().Quantity.ShouldBe(Store.Kg(0.5m));
        var again = first.Lines.Single(line => line.Recount);
        (again.ItemNo, again.Book).ShouldBe(("SCREW", Store.Pcs(107)));
        (await plant.At("RESIN", "WH1")).ShouldBe(9.5m);
        (await plant.At("SCREW", "WH1")).ShouldBe(107);
        var listed = (await plant.Get("/api/erp/count-sheets")).Json.GetProperty("items").EnumerateArray().Single();
        (listed.GetProperty("no").GetString(), listed.GetProperty("lines").GetInt32(), listed.GetProperty("counted").GetInt32()).ShouldBe((sheet.No, 2, 1));

        (await plant.Run(new CountStock(sheet.No, [new(lines["SCREW"], Store.Pcs(0))], "shelf empty"))).Value.Moves.Single().Quantity.ShouldBe(Store.Pcs(107));
        (await plant.Run(new CountStock(sheet.No, [new(lines["SCREW"], Store.Pcs(1))], "again"))).Code().ShouldBe("line-counted");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Goods_in_inspection_may_not_be_used_until_a_person_frees_them(string database)
    {
        await using var plant = await Store.Open(database);
        (await plant.Run(new ReceiveStock("RESIN", Store.Kg(10), "WH1", LotNo: "L1", Status: StockStatus.Quality))).Done.ShouldBeTrue();
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH1", LotNo: "L1", Reason: "trial run"))).Code().ShouldBe("stock-short");
        (await plant.Run(new ChangeStockStatus("RESIN", Store.Kg(10), "WH1", StockStatus.Quality, StockStatus.Available, "inspected", LotNo: "L1"))).Done.ShouldBeTrue();
        (await plant.Sent<MaterialLotReceived>()).ShouldSatisfyAllConditions(told => told.Status.ShouldBe("available"), told => told.Quantity.ShouldBe(Store.Kg(0)));
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH1", LotNo: "L1", Reason: "trial run"))).Done.ShouldBeTrue();
        await plant.ShouldAddUp();
    }
}
