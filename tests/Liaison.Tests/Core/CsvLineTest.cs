using Xunit;
using Liaison.Core.Shared;

namespace Liaison.Tests.Core;

public sealed class CsvLineTest
{
    [Fact]
    public void A_line_holds_any_value() =>
        Assert.Equal(["a", "b,c", "say \"d\"", "", "e\nf"], Csv.Split(Csv.Line(["a", "b,c", "say \"d\"", "", "e\nf"])));
}
