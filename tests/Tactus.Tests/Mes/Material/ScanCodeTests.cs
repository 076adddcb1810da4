using Tactus.Mes.Material;

namespace Tactus.Tests.Mes.Material;

/// <summary>After the rules of the GS1 general specifications: fixed-length identifiers, FNC1 separators, dates, check digits.</summary>
public sealed class ScanCodeTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    // A fixed-length element needs no separator after it; a variable one at the end needs none either.
    [InlineData("]d2010950110153000317260901" + "10AB-12", "09501101530003", "AB-12", null, "2026-09-01")]
    // A variable element in the middle ends at the separator.
    [InlineData("]C10109501101530003" + "10AB-12\u001d" + "21S/77\u001d" + "17260901", "09501101530003", "AB-12", "S/77", "2026-09-01")]
    // The symbol's own FNC1 may be transmitted first; without a carrier's name a separator tells that it is GS1.
    [InlineData("\u001d0109501101530003" + "21S77", "09501101530003", null, "S77", null)]
    // A superfluous separator after a fixed element does no harm.
    [InlineData("]Q30109501101530003\u001d10X", "09501101530003", "X", null, null)]
    // Elements that are of no interest are passed over: net weight (3103), count (37), a company's own (91).
    [InlineData("]C10109501101530003310300125037" + "12\u001d91abc\u001d10L7", "09501101530003", "L7", null, null)]
    // Neither a carrier nor a separator: only a whole valid string that begins with a trade item is taken for GS1.
    [InlineData("010950110153000310AB12", "09501101530003", "AB12", null, null)]
    [InlineData("(01)09501101530003(17)260900(10)A(1)B", "09501101530003", "A(1)B", null, "2026-09-30")]
    [InlineData("https://example.com/some/path/01/09501101530003/10/AB%2F12/21/9?17=280229&x=1", "09501101530003", "AB/12", "9", "2028-02-29")]
    [InlineData("https://id.gs1.org/01/9501101530003/10/L", "09501101530003", "L", null, null)]
    public void An_element_string_a_bracketed_one_and_a_link_are_read(string scan, string? gtin, string? lot, string? serial, string? expires)
    {
        var read = ScanCode.Read(scan, Today).Value;
        (read.Gtin, read.LotNo, read.SerialNo, read.ExpiresOn?.ToString("yyyy-MM-dd", null)).ShouldBe((gtin, lot, serial, expires));
    }

    [Theory]
    [InlineData("R-2026-001")]
    [InlineData("10-4711")]
    [InlineData("01234")]
    [InlineData("0109501101530004" + "10AB12")]
    [InlineData("(7)X")]
    public void Anything_else_is_a_plain_lot_number(string scan) =>
        ScanCode.Read(" " + scan + "\r\n", Today).Value.ShouldBe(new ScanCode(null, scan, null, null));

    [Theory]
    [InlineData("", "Nothing readable")]
    [InlineData("two words", "no blanks")]
    [InlineData("]C10109501101530004" + "10A", "check digit")]
    [InlineData("]C1010950110153", "cut off")]
    [InlineData("]C1" + "10\u001d21A", "empty")]
    [InlineData("]C1" + "10ABCDEFGHIJKLMNOPQRSTU", "1 to 20")]
    [InlineData("]C1" + "10A#B", "1 to 20")]
    [InlineData("]C1" + "17261301" + "10A", "no date")]
    [InlineData("]C1" + "17260230" + "10A", "no date")]
    [InlineData("]C10109501101530003", "no lot (10)")]
    [InlineData("]C1AB", "application identifier")]
    [InlineData("]C1" + "27123", "begins with 27")]
    [InlineData("]C1" + "10A\u001d10B", "Two different")]
    [InlineData("https://example.com/10/A", "no GS1 trade item")]
    public void What_breaks_the_rules_is_refused_with_a_sentence(string scan, string says) =>
        ScanCode.Read(scan, Today).ShouldBeRefused("scan-unreadable", says);

    [Theory]
    [InlineData("76", 2076)]
    [InlineData("77", 1977)]
    [InlineData("00", 2000)]
    [InlineData("26", 2026)]
    public void A_year_of_two_digits_lies_within_fifty_years(string yy, int year) =>
        ScanCode.Read($"]C117{yy}0101" + "10A", Today).Value.ExpiresOn.ShouldBe(new DateOnly(year, 1, 1));
}
