namespace Tactus.Scheduling.Classic;
internal static class TardinessSearch
{
    internal static ShopResult Solve(ShopInstance shop, SearchLimits limits) => throw new NotSupportedException();
}
