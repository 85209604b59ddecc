using Liaison.Hub.Import;
using Liaison.Tests.Cases;
using Xunit;

namespace Liaison.Tests.Limits;

[Collection(Alone.Name)]
public sealed class EndlessRowTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_row_without_end_is_told_with_its_line_and_not_held_in_memory()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        var file = Path.Combine(hub.Data, "cases.csv");
        await File.WriteAllTextAsync(file, "external_id,place,size\nX-1,First,L\n\nX-2,\"never closed,L\n" + string.Concat(Enumerable.Repeat("X-3,and so on,L\n", 4_000_000 / 16)));
        var before = GC.GetTotalAllocatedBytes();
        var result = await hub.Get<CaseImport>().Run(hub.Tenant.Id, new ImportOrder(file), null, CancellationToken.None);
        Assert.Equal((1, 0, 1), (result.Imported, result.Known, result.Bad));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16 * 1024 * 1024);
        var bad = await File.ReadAllTextAsync(result.BadFile!);
        Assert.Contains("Line 4: The row is longer than", bad, StringComparison.Ordinal);
        Assert.InRange(bad.Length, 1, 1000);
    }
}
