global using Shouldly;
global using Tactus.Seats.Harness;
global using Xunit;
