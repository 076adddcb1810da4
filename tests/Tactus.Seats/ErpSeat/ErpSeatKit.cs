using Tactus.Contracts;
using Tactus.Contracts.Messages;

namespace Tactus.Seats.ErpSeat;

/// <summary>
/// What every ERP in the ERP seat must do with the plant's messages. Derive from it, open the seat, and all of this must hold: reports
/// count once and in order however they arrive, corrections are opposite amounts, holds are confirmed and released business first.
/// </summary>
public abstract class ErpSeatKit
{
    private const string Resin = "KIT-RESIN";
    private const string Case = "KIT-CASE";
    private const string Lot = "KIT-L1";
    private const string Made = "KIT-OUT";

    /// <summary>A seat with the kit's items, stock and customer and nothing else of the kit's.</summary>
    protected abstract Task<IErpSeat> Open();

    [Fact]
    public async Task A_release_goes_down_once_with_its_whole_method()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        var sent = (await seat.Sent()).OfType<OperationsScheduleReleased>().ShouldHaveSingleItem();
        (sent.WorkOrderNo, sent.ItemNo, sent.Quantity).ShouldBe((order, Case, new Quantity(100, "C62")));
        sent.Operations.ShouldHaveSingleItem().No.ShouldBe(10);
        var material = sent.Materials.ShouldHaveSingleItem();
        (material.OperationNo, material.ItemNo, material.Quantity, material.PerUnit, material.Tracking).ShouldBe((10, Resin, new Quantity(100, "KGM"), 1m, Tracking.Lot));
        (await seat.Order(order)).State.ShouldBe(SeatOrderState.Released);
    }

    [Fact]
    public async Task What_the_plant_reports_becomes_progress_stock_and_time()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        await seat.Deliver(Day(seat, order));
        await ShouldBeTheDay(seat, order);
    }

    [Fact]
    public async Task A_message_counts_once_however_often_and_however_late_it_comes()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        var day = Day(seat, order);
        foreach (var each in day) await seat.Deliver(each, each, each);
        await seat.Deliver(day);
        await ShouldBeTheDay(seat, order);
        var sent = (await seat.Sent()).Count;
        seat.Wait(TimeSpan.FromDays(7));
        await seat.Deliver(day);
        await ShouldBeTheDay(seat, order);
        (await seat.Sent()).Count.ShouldBe(sent);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Disorder_ends_as_order(int seed)
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        var random = new Random(seed);
        var shuffled = Day(seat, order).SelectMany(each => Enumerable.Repeat(each, random.Next(1, 4))).ToArray();
        random.Shuffle(shuffled);
        await seat.Deliver(shuffled);
        await ShouldBeTheDay(seat, order);
    }

    [Fact]
    public async Task A_message_waits_for_those_before_it_in_its_stream_and_for_no_other()
    {
        await using var seat = await Open();
        var (order, other) = (await seat.Release(100), await seat.Release(50));
        var (accepted, started) = (Response(seat, order, ResponseState.Accepted), Response(seat, order, ResponseState.Started));
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 2, started));
        (await seat.Order(order)).State.ShouldBe(SeatOrderState.Released);
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, Response(seat, other, ResponseState.Accepted)));
        (await seat.Order(other)).State.ShouldBe(SeatOrderState.Accepted);
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, accepted));
        (await seat.Order(order)).State.ShouldBe(SeatOrderState.Started);
    }

    [Fact]
    public async Task A_correction_is_the_opposite_amount_and_opens_a_complete_order_again()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        var day = Day(seat, order);
        await seat.Deliver(day);
        var produced = (MaterialActual)day[4].Message;
        var scrapped = (MaterialActual)day[6].Message;
        var consumed = (MaterialActual)day[2].Message;
        var next = day.Length;
        await seat.Deliver(
            new Delivery(Guid.CreateVersion7(), ++next, Response(seat, order, ResponseState.Reopened)),
            new Delivery(Guid.CreateVersion7(), ++next, Back(produced)),
            new Delivery(Guid.CreateVersion7(), ++next, Back(scrapped)),
            new Delivery(Guid.CreateVersion7(), ++next, Back(consumed)));
        (await seat.Order(order)).ShouldSatisfyAllConditions(
            each => each.State.ShouldBe(SeatOrderState.Started), each => each.Produced.ShouldBe(30), each => each.Scrapped.ShouldBe(0));
        (await seat.OnHand(Lot)).ShouldBe(500);
        (await seat.OnHand(Made)).ShouldBe(30);
    }

    [Fact]
    public async Task An_order_is_cancelled_when_the_plant_says_so_and_not_before()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, Response(seat, order, ResponseState.Accepted)));
        await seat.Cancel(order, "customer withdrew");
        (await seat.Sent()).OfType<OperationsScheduleChanged>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.WorkOrderNo.ShouldBe(order), change => change.Cancelled.ShouldBeTrue());
        (await seat.Order(order)).State.ShouldBe(SeatOrderState.Accepted);
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 2, Response(seat, order, ResponseState.Cancelled)));
        (await seat.Order(order)).State.ShouldBe(SeatOrderState.Cancelled);
        (await seat.Usable(Lot)).ShouldBe(500);
    }

    [Fact]
    public async Task A_hold_blocks_all_of_the_lot_breaks_reservations_and_is_confirmed_exactly_once()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        var held = new Delivery(Guid.CreateVersion7(), 1, Held(seat, Lot));
        await seat.Deliver(held, held, held);
        (await seat.Usable(Lot)).ShouldBe(0);
        (await seat.OnHand(Lot)).ShouldBe(500);
        var told = (await seat.Sent()).OfType<LotHoldConfirmed>().ShouldHaveSingleItem();
        (told.HoldId, told.LotNo, told.Released).ShouldBe((((LotHeld)held.Message).HoldId, Lot, false));
        told.Blocked.Sum(stock => stock.Quantity.Value).ShouldBe(500);
        told.ReservationsBroken.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            broken => broken.WorkOrderNo.ShouldBe(order), broken => broken.Quantity.ShouldBe(new Quantity(100, "KGM")));
    }

    [Fact]
    public async Task What_left_before_and_after_the_fence_is_listed_by_customer()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        await seat.Deliver(Day(seat, order));
        (await seat.Ship(20)).ShouldBeTrue();
        seat.Wait(TimeSpan.FromMinutes(5));
        var held = Held(seat, Lot, Made);
        seat.Wait(TimeSpan.FromMinutes(5));
        (await seat.Ship(15)).ShouldBeTrue("the hold has not arrived yet");
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, held));
        (await seat.Ship(1)).ShouldBeFalse();
        (await seat.Sent()).OfType<LotHoldConfirmed>().ShouldHaveSingleItem().Shipped
            .Select(each => (each.LotNo, each.CustomerNo, each.Quantity.Value, each.AfterHold)).ShouldBe([(Made, "KIT-C1", 20m, false), (Made, "KIT-C1", 15m, true)]);
        (await seat.Usable(Made)).ShouldBe(0);
        (await seat.OnHand(Made)).ShouldBe(55);
    }

    [Fact]
    public async Task A_held_lot_that_the_ERP_hears_of_later_is_blocked_from_its_first_piece()
    {
        await using var seat = await Open();
        var order = await seat.Release(100);
        var held = Held(seat, Lot, Made);
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, held), new Delivery(Guid.CreateVersion7(), 2, new LotHoldExtended(held.HoldId, [Made], seat.NowUtc)));
        await seat.Deliver(Day(seat, order));
        (await seat.OnHand(Made)).ShouldBe(90);
        (await seat.Usable(Made)).ShouldBe(0);
        (await seat.Ship(1)).ShouldBeFalse();
        (await seat.Sent()).OfType<LotHoldConfirmed>().ShouldAllBe(told => told.HoldId == held.HoldId);
    }

    [Fact]
    public async Task The_business_releases_first_when_it_was_asked_and_the_plant_ends_the_hold()
    {
        await using var seat = await Open();
        var held = Held(seat, Lot);
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, held));
        (await seat.ReleaseHold(held.HoldId, "looks fine")).ShouldBeFalse("nobody in the plant has asked");
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 2, new LotHoldReleaseAsked(held.HoldId, Lot, "laboratory found nothing", "Q1", seat.NowUtc)));
        (await seat.Usable(Lot)).ShouldBe(0, "asked is not released");
        (await seat.ReleaseHold(held.HoldId, "agreed")).ShouldBeTrue();
        (await seat.Sent()).OfType<LotHoldReleaseApproved>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            told => told.HoldId.ShouldBe(held.HoldId), told => told.LotNo.ShouldBe(Lot));
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 3, new LotHoldEnded(held.HoldId, Lot, seat.NowUtc)));
        (await seat.Usable(Lot)).ShouldBe(500);
    }

    [Fact]
    public async Task Under_two_holds_a_lot_is_free_when_both_are_released()
    {
        await using var seat = await Open();
        LotHeld[] holds = [Held(seat, Lot), Held(seat, Lot)];
        foreach (var hold in holds) await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, hold));
        foreach (var hold in holds)
        {
            (await seat.Usable(Lot)).ShouldBe(0);
            await seat.Deliver(new Delivery(Guid.CreateVersion7(), 2, new LotHoldReleaseAsked(hold.HoldId, Lot, "found nothing", "Q1", seat.NowUtc)));
            (await seat.ReleaseHold(hold.HoldId, "agreed")).ShouldBeTrue();
        }
        (await seat.Usable(Lot)).ShouldBe(500);
    }

    [Fact]
    public async Task The_reconciler_is_answered_with_what_is_free_what_is_blocked_and_by_which_holds()
    {
        await using var seat = await Open();
        var (before, after) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var held = Held(seat, Lot);
        await seat.Deliver(new Delivery(before, 1, new LotStatusAsked(before, Lot, seat.NowUtc)));
        await seat.Deliver(new Delivery(Guid.CreateVersion7(), 1, held));
        await seat.Deliver(new Delivery(after, 2, new LotStatusAsked(after, Lot, seat.NowUtc)));
        var told = (await seat.Sent()).OfType<LotStatusReported>().ToDictionary(each => each.RequestId);
        told[before].ShouldSatisfyAllConditions(
            each => each.Free.Sum(stock => stock.Quantity.Value).ShouldBe(500), each => each.Blocked.ShouldBeEmpty(), each => each.Holds.ShouldBeEmpty());
        told[after].ShouldSatisfyAllConditions(
            each => each.Blocked.Sum(stock => stock.Quantity.Value).ShouldBe(500), each => each.Free.ShouldBeEmpty(), each => each.Holds.ShouldBe([held.HoldId]));
    }

    /// <summary>An order for 100 from its acceptance to its end: 100 kg used, 60 and 30 good, 10 scrapped, an hour of work.</summary>
    private static Delivery[] Day(IErpSeat seat, string order)
    {
        MaterialActual Actual(MaterialUse use, string item, decimal quantity, string unit, string? lot, string? reason = null) => new(
            Guid.CreateVersion7(), order, 10, item, "A", use, new Quantity(quantity, unit), lot, [], reason, null, use == MaterialUse.Produced, use != MaterialUse.Scrapped, "P1", null, seat.NowUtc);
        IMessage[] messages =
        [
            Response(seat, order, ResponseState.Accepted),
            Response(seat, order, ResponseState.Started),
            Actual(MaterialUse.Consumed, Resin, 100, "KGM", Lot),
            new LotMade(Made, Case, "A", order, null, seat.NowUtc),
            Actual(MaterialUse.Produced, Case, 60, "C62", Made),
            Actual(MaterialUse.Produced, Case, 30, "C62", Made),
            Actual(MaterialUse.Scrapped, Case, 10, "C62", null, "FLASH"),
            new LaborActual(Guid.CreateVersion7(), order, 10, "P1", LaborKind.Run, 3600, null, seat.NowUtc.AddHours(-1), seat.NowUtc),
            Response(seat, order, ResponseState.Completed),
        ];
        return [.. messages.Select((message, i) => new Delivery(Guid.CreateVersion7(), i + 1, message))];
    }

    private static async Task ShouldBeTheDay(IErpSeat seat, string order)
    {
        (await seat.Order(order)).ShouldBe(new SeatOrder(SeatOrderState.Completed, 90, 10, 3600));
        (await seat.OnHand(Lot)).ShouldBe(400);
        (await seat.OnHand(Made)).ShouldBe(90);
    }

    private static JobResponse Response(IErpSeat seat, string order, ResponseState state) =>
        new(Guid.CreateVersion7(), order, null, state, Quantity.Zero("C62"), Quantity.Zero("C62"), seat.NowUtc);

    private static MaterialActual Back(MaterialActual wrong) =>
        wrong with { ReportId = Guid.CreateVersion7(), Quantity = -wrong.Quantity, Reverses = wrong.ReportId };

    private static LotHeld Held(IErpSeat seat, string lot, params string[] others) =>
        new(Guid.CreateVersion7(), lot, [lot, .. others], "CONTAMINATION", "black specks", "Q1", seat.NowUtc);
}
