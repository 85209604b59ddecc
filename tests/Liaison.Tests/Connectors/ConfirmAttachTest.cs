using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmAttachTest
{
    private static readonly DraftFile Photo = new("att_1", "lamp \"7\".jpg", "The lamp <at night>", "image/jpeg", 0, "https://cases.example/files/att_1?a=1&b=2");

    [Fact, Trait("row", "A51"), Trait("row", "A16")]
    public async Task Without_ConfirmWeb_a_document_links_back_with_the_description()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        Value(await connector.Attach(number, bench.Draft("att-1") with { File = Photo }, bench.Calls, Cancel));
        Value(await connector.Attach(number, bench.Draft("att-2") with { File = Photo with { Description = "" } }, bench.Calls, Cancel));
        var links = (await bench.Enquiry(number)).GetProperty("links");
        Assert.Equal((Photo.Description, Photo.Link), (links[0].GetProperty("notes").GetString(), links[0].GetProperty("location").GetString()));
        Assert.Equal(Photo.Name, links[1].GetProperty("notes").GetString());
    }

    [Theory, Trait("row", "A16")]
    [InlineData("/confirmweb/api/")]
    [InlineData("/confirmweb/api")]
    [InlineData("/confirmweb/")]
    [InlineData("/confirmweb")]
    public async Task With_ConfirmWeb_the_file_itself_is_uploaded(string path)
    {
        await using var bench = await ConfirmBench.Start();
        bench.Files["att_1"] = [.. Enumerable.Range(0, 200_001).Select(at => (byte)(at * 31))];
        var connector = bench.Open(bench.Settings with { ConfirmWebBaseUrl = new Uri(bench.Sandbox.Address, path).ToString() });
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        Value(await connector.Attach(number, bench.Draft("att-1") with { File = Photo }, bench.Calls, Cancel));
        var document = (await bench.Enquiry(number)).GetProperty("documents")[0];
        Assert.Equal((Photo.Name, Photo.Description), (document.GetProperty("name").GetString(), document.GetProperty("notes").GetString()));
        Assert.Equal(bench.Files["att_1"], await bench.Sandbox.Http.GetByteArrayAsync($"/confirm/control/enquiries/{number}/documents/1", Cancel));
        Assert.Empty((await bench.Enquiry(number)).GetProperty("links").EnumerateArray());
    }

    [Fact]
    public async Task One_token_serves_many_uploads_and_a_dead_one_is_renewed()
    {
        await using var bench = await ConfirmBench.Start();
        bench.Files["att_1"] = "x"u8.ToArray();
        var connector = bench.Open(bench.WithWeb);
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async at => Value(await connector.Attach(number, bench.Draft($"att-{at}") with { File = Photo }, new Calls(), Cancel))));
        Assert.Equal(1, await Counted(bench, "web.token"));
        await bench.Sandbox.Http.DeleteAsync("/confirm/control/tokens", Cancel);
        Value(await connector.Attach(number, bench.Draft("att-9") with { File = Photo }, bench.Calls, Cancel));
        Assert.Equal(2, await Counted(bench, "web.token"));
        Assert.All(bench.Calls.Exchanges, exchange => Assert.DoesNotContain("eyJ", exchange.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_only_Bearer_is_taken_Bearer_is_sent()
    {
        var body = new StringBuilder();
        await using var web = await HostileServer.Start(async http =>
        {
            if (http.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
            {
                http.Response.ContentType = "application/json";
                await http.Response.Body.WriteAsync("{\"access_token\":\"YWJjLmRlZg==\",\"expires_in\":9999999999}"u8.ToArray());
                return;
            }
            http.Response.StatusCode = http.Request.Headers.Authorization == "Bearer YWJjLmRlZg==" ? 200 : 401;
            using var reader = new StreamReader(http.Request.Body);
            body.Clear().Append(await reader.ReadToEndAsync());
        });
        await using var bench = await ConfirmBench.Start();
        bench.Files["att_1"] = "hello"u8.ToArray();
        var connector = bench.Open(bench.Settings with { ConfirmWebBaseUrl = web.Address.ToString() });
        Value(await connector.Attach("5001", bench.Draft("att-1") with { File = Photo }, bench.Calls, Cancel));
        Assert.Contains("\"enquiryNumber\":5001", body.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"blobData\":\"aGVsbG8=\"}]}", body.ToString(), StringComparison.Ordinal);
        var hits = web.Hits;
        Value(await connector.Attach("5001", bench.Draft("att-2") with { File = Photo }, bench.Calls, Cancel));
        Assert.Equal(hits + 1, web.Hits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_to_an_attachment_is_looked_up(bool web)
    {
        await using var bench = await ConfirmBench.Start();
        bench.Files["att_1"] = "x"u8.ToArray();
        var connector = bench.Open(web ? bench.WithWeb : bench.Settings);
        var created = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        var draft = bench.Draft("att-1") with { File = Photo };
        var since = bench.Time.GetUtcNow();
        Assert.Null(Assert.IsType<Outcome<Written?>.Success>(await connector.Find(draft, created.Record, created.Version, since, bench.Calls, Cancel)).Value);
        await bench.Sandbox.Fault(web ? new { kind = "drop-reply", endpoint = "web", operation = "upload" } : (object)new { kind = "drop-reply", operation = "EnquiryUpdate" });
        Assert.True(Fault(await connector.Attach(created.Record, draft, bench.Calls, Cancel)).InDoubt);
        Assert.NotNull(Assert.IsType<Outcome<Written?>.Success>(await connector.Find(draft, created.Record, created.Version, since, bench.Calls, Cancel)).Value);
    }

    private static async Task<int> Counted(ConfirmBench bench, string counter) =>
        (await bench.Sandbox.Get("/confirm/control/counters")).GetProperty("counts").GetProperty(counter).GetInt32();
}
