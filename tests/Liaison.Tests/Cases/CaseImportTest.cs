using Liaison.Hub.Import;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class CaseImportTest(PostgresFixture postgres)
{
    private const string Table = """
        external_id,created,place,size,address,easting,forename,email,remark
        X-1,2008-07-09T10:05:05Z,"Corner of ""A"" Street
        and B Street",Large,1 High Street,430000,Ann,ann@example.org,
        X-2,,Second,XL,,,,,
        X-3,,,L,,,,not an address,
        X-1,,Known already,L,,,,,
        X-4,yesterday,Fourth,L,,,,,
        X-5,,Fifth,L,,
        ,,No id of its own,S,,,,,gone
        X-6,,Never "quite" right,L,,,,,
        X-7,,"never closed,L,,,,,
        """;

    [Fact]
    public async Task Good_rows_become_cases_bad_ones_are_told_with_line_and_reason_and_nothing_comes_twice()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        var file = Path.Combine(hub.Data, "cases.csv");
        await File.WriteAllTextAsync(file, Table);
        var order = new ImportOrder(file, Map: new Dictionary<string, string>(StringComparer.Ordinal) { ["remark"] = "-" });
        var (rows, bytes) = (0, 0L);
        var first = await hub.Get<CaseImport>().Run(hub.Tenant.Id, order, p => { Interlocked.Increment(ref rows); bytes = p.TotalBytes; }, CancellationToken.None);
        Assert.Equal((2, 1, 6), (first.Imported, first.Known, first.Bad));
        Assert.Equal((9, new FileInfo(file).Length), (rows, bytes));
        var bad = await File.ReadAllTextAsync(first.BadFile!);
        Assert.Contains("X-2,,Second,XL,,,,,,4,", bad, StringComparison.Ordinal);
        Assert.Contains("is not one of its choices", bad, StringComparison.Ordinal);
        Assert.Contains("The row has 6 values, the header 9.", bad, StringComparison.Ordinal);
        Assert.Contains("is not a date and time", bad, StringComparison.Ordinal);
        Assert.Contains("never closed.", bad, StringComparison.Ordinal);
        Assert.Equal(2, await hub.Sql<long>("select count(*) from deliveries"));
        var again = await hub.Get<CaseImport>().Run(hub.Tenant.Id, order, null, CancellationToken.None);
        Assert.Equal((0, 3, 6), (again.Imported, again.Known, again.Bad));
        Assert.Equal(2, await hub.Sql<long>("select count(*) from cases"));
        Assert.Equal("Corner of \"A\" Street\nand B Street", (await hub.Sql<string>("select \"values\" ->> 'place' from cases where external_id = 'X-1' and created_at = '2008-07-09T10:05:05Z'")).ReplaceLineEndings("\n"));

        var mended = Path.Combine(hub.Data, "mended.csv");
        await File.WriteAllTextAsync(mended, bad.Replace("Second,XL", "Second,L", StringComparison.Ordinal));
        Assert.Equal(1, (await hub.Get<CaseImport>().Run(hub.Tenant.Id, order with { File = mended }, null, CancellationToken.None)).Imported);
    }

    [Fact]
    public async Task A_column_that_goes_nowhere_stops_the_import_before_its_first_row()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var file = Path.Combine(hub.Data, "cases.csv");
        await File.WriteAllTextAsync(file, Table);
        var import = hub.Get<CaseImport>();
        Assert.Contains("“remark”", (await Assert.ThrowsAsync<ImportException>(() => import.Run(hub.Tenant.Id, new ImportOrder(file), null, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("“lost”", (await Assert.ThrowsAsync<ImportException>(() => import.Run(hub.Tenant.Id, new ImportOrder(file, "lost"), null, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Equal(0, await hub.Sql<long>("select count(*) from cases"));
    }
}
