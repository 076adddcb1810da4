global using Shouldly;
global using Tactus.Seats.Harness;
global using Xunit;

// One browser and one server at a time: two cores, and the pages are copied beside the tests once each.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
