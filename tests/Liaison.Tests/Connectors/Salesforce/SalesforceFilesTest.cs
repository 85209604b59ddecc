using System.Text;
using Liaison.Connectors.Salesforce;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceFilesTest
{
    [Theory, Trait("row", "A217"), Trait("row", "A110")]
    [InlineData(1_000)]
    [InlineData(3_000_000)]
    public async Task A_file_small_or_large_is_attached_byte_for_byte_with_one_call(int size)
    {
        await using var bench = await SalesforceBench.Start();
        var (record, bytes) = (await Case(bench), Bytes(size));
        bench.Files["att_1"] = bytes;
        var before = bench.Calls.Exchanges.Count;
        Value(await bench.Open().Attach(record, File(bench, "Recording \"1\"\r\n.mp3", size), bench.Calls, Cancel));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
        var link = await bench.Row($"SELECT ContentDocument.LatestPublishedVersionId, ContentDocument.ContentSize FROM ContentDocumentLink WHERE LinkedEntityId = '{record}'");
        Assert.Equal(size, link.GetProperty("ContentDocument").GetProperty("ContentSize").GetInt32());
        Assert.DoesNotContain(Convert.ToBase64String(bytes)[..40], bench.Calls.Exchanges[^1].Request, StringComparison.Ordinal);
    }

    [Theory, InlineData(1_000), InlineData(900_000)]
    public async Task A_file_whose_answer_was_lost_is_found_and_not_attached_twice(int size)
    {
        await using var bench = await SalesforceBench.Start();
        var (record, draft) = (await Case(bench), File(bench, "a.txt", size));
        bench.Files["att_1"] = Bytes(size);
        var since = TimeProvider.System.GetUtcNow();
        Assert.Null(Found(await bench.Open().Find(draft, record, null, since, bench.Calls, Cancel)));
        await bench.Fault(new { kind = "drop-reply", operation = "content", count = 1 });
        Assert.True(Fault(await bench.Open().Attach(record, draft, bench.Calls, Cancel)).InDoubt);
        Assert.Equal(record, Found(await bench.Open().Find(draft, record, null, since, bench.Calls, Cancel))!.Record);
        Assert.Single(await bench.Rows($"SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '{record}'"));
    }

    [Fact]
    public async Task After_a_renewed_token_a_streamed_file_is_sent_from_its_beginning()
    {
        await using var bench = await SalesforceBench.Start();
        bench.Files["att_1"] = Bytes(900_000);
        await bench.Fault(new { kind = "expire-token", operation = "content", count = 1 });
        Value(await bench.Open().Attach(await Case(bench), File(bench, "a.wav", 900_000), bench.Calls, Cancel));
        Assert.Equal(1, bench.Refreshes);
        Assert.Equal(900_000, (await bench.Row("SELECT ContentSize FROM ContentVersion WHERE Title = 'a'")).GetProperty("ContentSize").GetInt32());
    }

    [Theory, Trait("row", "A113"), Trait("row", "A119")]
    [InlineData("true", "SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '{0}'")]
    [InlineData("false", "SELECT Title, Body FROM Note WHERE ParentId = '{0}'")]
    public async Task A_note_becomes_an_enhanced_note_or_an_old_one(string notes, string query)
    {
        await using var bench = await SalesforceBench.Start("notes=" + notes);
        var record = await Case(bench);
        bench.Files["att_1"] = Encoding.UTF8.GetBytes("She <b>called</b> about\nthe roof @{note.id}");
        var draft = File(bench, "Call notes @{x}.txt", 40, asNote: true);
        Value(await bench.Open().Attach(record, draft, bench.Calls, Cancel));
        Assert.Single(await bench.Rows(string.Format(System.Globalization.CultureInfo.InvariantCulture, query, record)));
        Assert.NotNull(Found(await bench.Open().Find(draft, record, null, TimeProvider.System.GetUtcNow(), bench.Calls, Cancel)));
    }

    [Theory, InlineData("true"), InlineData("false")]
    public async Task An_earlier_note_of_the_same_title_is_not_taken_for_one_whose_answer_was_lost(string notes)
    {
        await using var bench = await SalesforceBench.Start("notes=" + notes);
        var record = await Case(bench);
        var draft = File(bench, "Contact details", 0, asNote: true);
        bench.Files["att_1"] = Encoding.UTF8.GetBytes("Customer: Ann & Ben\n");
        Value(await bench.Open().Attach(record, draft, bench.Calls, Cancel));
        bench.Files["att_1"] = Encoding.UTF8.GetBytes("Customer: Ann & Ben\nNotes: She called again\n");
        Assert.Null(Found(await bench.Open().Find(draft, record, null, TimeProvider.System.GetUtcNow(), bench.Calls, Cancel)));
        Value(await bench.Open().Attach(record, draft, bench.Calls, Cancel));
        Assert.NotNull(Found(await bench.Open().Find(draft, record, null, TimeProvider.System.GetUtcNow(), bench.Calls, Cancel)));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_and_nothing_is_sent()
    {
        await using var bench = await SalesforceBench.Start();
        var (record, before) = (await Case(bench), bench.Calls.Exchanges.Count);
        Assert.Equal("file-gone", Fault(await bench.Open().Attach(record, File(bench, "a.txt", 5), bench.Calls, Cancel)).Code);
        Assert.Equal(before, bench.Calls.Exchanges.Count);
    }

    private static async Task<string> Case(SalesforceBench bench) => (await bench.Row("SELECT Id FROM Case WHERE CaseNumber = '00001001'")).GetProperty("Id").GetString()!;

    private static Draft File(SalesforceBench bench, string name, long size, bool asNote = false) =>
        bench.Draft("Case", "k") with { File = new DraftFile("att_1", name, "What it is", "audio/mpeg", size, "https://liaison.example/f/1", asNote) };

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(at => (byte)(at * 31 >> 3))];

    private static Written? Found(Outcome<Written?> outcome) => Assert.IsType<Outcome<Written?>.Success>(outcome).Value;
}
