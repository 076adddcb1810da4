namespace Tactus.Browser.Tests;

/// <summary>The tests that share one server and one browser; each keeps to numbers of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<Site>
{
    internal const string Name = "site";
}
