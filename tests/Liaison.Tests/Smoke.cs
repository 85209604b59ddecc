using Xunit;
namespace Liaison.Tests;
public sealed class Smoke { [Fact, Trait("row","A1")] public void Works() => Assert.Equal(2, 1 + 1); }
