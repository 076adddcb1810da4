using System.Collections;

namespace Tactus.Seats.Harness;

/// <summary>Class data for a theory that holds on both engines.</summary>
public sealed class EveryDatabase : IEnumerable<TheoryDataRow<string>>
{
    public IEnumerator<TheoryDataRow<string>> GetEnumerator()
    {
        yield return new TheoryDataRow<string>("sqlite");
        yield return new TheoryDataRow<string>("postgres");
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
