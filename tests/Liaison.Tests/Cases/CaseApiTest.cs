using System.Net.Http.Headers;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class CaseApiTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_case_keeps_what_it_was_given_and_says_all_that_is_wrong()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        var wrong = await ann.Post("/api/v1/cases", new
        {
            type = "pothole", values = new { size = "XL", due = "31/02/2026", nonsense = 1 }, status = "lost",
        });
        Assert.Equal(422, wrong.Status);
        Assert.Equal(["/status", "/values/due", "/values/nonsense", "/values/place", "/values/size"], wrong.Json["problems"]!.AsArray().Select(p => (string)p!["at"]!).Order(StringComparer.Ordinal));
        var unreachable = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "x" }, person = new { email = "no address" }, address = new { easting = -1 } });
        Assert.Equal(["/address/easting", "/person/email"], unreachable.Json["problems"]!.AsArray().Select(p => (string)p!["at"]!).Order(StringComparer.Ordinal));
        var made = await ann.Post("/api/v1/cases", new
        {
            type = "pothole", values = new { place = "High Street", size = "Large", due = "2026-03-29" }, person = new { forename = "Ann", surname = "Bee" }, address = new { summary = "1 High Street", easting = 430000.5 }, externalId = "X-1",
        });
        Assert.Equal(("L", "2026-03-29", "Ann Bee", "430000.5"),
            ((string)made.Json["values"]!["size"]!, (string)made.Json["dates"]!["due"]!, (string)made.Json["person"]!["fullName"]!, (string)made.Json["address"]!["easting"]!));
        var twice = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "Elsewhere" }, externalId = "X-1" });
        Assert.Equal((200, made.Id), (twice.Status, twice.Id));
    }

    [Fact]
    public async Task Who_saw_an_older_version_changes_nothing_and_a_null_clears()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street", size = "L" } });
        var path = $"/api/v1/cases/{made.Id}";
        var changed = await ann.Send(HttpMethod.Patch, path, new { values = new { size = (string?)null }, status = "closed" }, 1);
        Assert.Null(changed.Json["values"]!["size"]);
        Assert.NotNull(changed.Json["dates"]!["completed"]);
        Assert.Equal("\"2\"", changed.Message.Headers.ETag?.Tag);
        Assert.Equal((412, "version-conflict"), (await ann.Send(HttpMethod.Patch, path, new { status = "open" }, 1)) is var late ? (late.Status, late.Code) : default);
        Assert.Equal(200, (await ann.Post(path + "/notes", new { text = "Called back." })).Status);
        Assert.Equal(422, (await ann.Post(path + "/notes", new { text = "  " })).Status);
        var history = await ann.Get(path + "/history?limit=2");
        var older = await ann.Get($"{path}/history?limit=2&after={history.Json["next"]}");
        Assert.Equal(["note", "status", "field", "created"], history.Json["items"]!.AsArray().Concat(older.Json["items"]!.AsArray()).Select(h => (string)h!["kind"]!));
    }

    [Fact]
    public async Task Cases_are_found_by_all_words_and_paged_in_either_order_without_gaps()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        for (var n = 0; n < 7; n++)
        {
            await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = n % 2 == 0 ? $"Even Street 100%_{n}" : $"Odd Road {n}" } });
        }
        foreach (var sort in new[] { "number", "-number", "updated", "-updated" })
        {
            var numbers = new List<string>();
            for (string? after = ""; after is not null;)
            {
                var page = await ann.Get($"/api/v1/cases?sort={sort}&limit=3&after={after}");
                Assert.Equal(7, (int)page.Json["total"]!);
                numbers.AddRange(page.Json["items"]!.AsArray().Select(c => (string)c!["number"]!));
                after = (string?)page.Json["next"];
            }
            var ordered = Enumerable.Range(1, 7).Select(n => $"C-{n:D6}");
            Assert.Equal(sort[0] == '-' ? ordered.Reverse() : ordered, numbers);
        }
        Assert.Equal(4, (int)(await ann.Get("/api/v1/cases?search=STREET%20even")).Json["total"]!);
        Assert.Equal(4, (int)(await ann.Get("/api/v1/cases?search=100%25_")).Json["total"]!);
        Assert.Equal(0, (int)(await ann.Get("/api/v1/cases?search=%25&type=other")).Json["total"]!);
        Assert.Equal(0, (int)(await ann.Get("/api/v1/cases?search=_dd")).Json["total"]!);
        Assert.Equal(400, (await ann.Get("/api/v1/cases?sort=colour")).Status);
    }

    [Fact, Trait("row", "A51"), Trait("row", "A52")]
    public async Task A_file_goes_to_the_enquiry_as_a_link_that_only_the_signed_in_may_follow()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var added = await Upload(ann, made.Id, "../../etc/hole.html", "<script>alert(1)</script>", "text/html", "The hole");
        Assert.Equal(201, added.Status);
        Assert.Equal(("hole.html", "The hole"), ((string)added.Json["name"]!, (string)added.Json["description"]!));
        await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}/deliveries"), l => l["items"]!.AsArray().Count == 2 && l["items"]!.AsArray().All(d => (string?)d!["state"] == "delivered"));
        var (record, link, content) = Assert.Single(hub.Ledger.Files);
        Assert.Equal(Assert.Single(hub.Ledger.Records).Key, record);
        Assert.Equal("<script>alert(1)</script>", content);
        var path = new Uri(link).PathAndQuery;
        Assert.Equal((string)added.Json["url"]!, path);

        using var stranger = hub.Anonymous();
        stranger.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var led = await stranger.Get(path);
        Assert.Equal((302, $"/sign-in?to={Uri.EscapeDataString(path)}"), (led.Status, led.Message.Headers.Location!.OriginalString));
        using var program = hub.Anonymous();
        Assert.Equal(401, (await program.Get(path)).Status);
        var bytes = await ann.Get(path);
        Assert.Equal(content, bytes.Text);
        Assert.Equal("attachment", bytes.Message.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(bytes.Message.Headers.GetValues("X-Content-Type-Options")));
        var other = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "x" } });
        Assert.Equal(404, (await ann.Get($"/api/v1/cases/{other.Id}/attachments/{added.Id}")).Status);
    }

    [Fact, Trait("row", "A51")]
    public async Task A_file_waits_for_an_enquiry_that_is_still_to_be_raised_and_its_bytes_lie_once()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        await Upload(ann, made.Id, "one.txt", "the same", "text/plain", "");
        await Upload(ann, made.Id, "two.txt", "the same", "text/plain", "");
        var log = (await ann.Get($"/api/v1/cases/{made.Id}/deliveries")).Json["items"]!.AsArray();
        Assert.Equal(["attach", "attach", "create"], log.Select(d => (string)d!["kind"]!));
        Assert.Equal("Waiting to attach two.txt to the Enquiry of C-000001.", (string?)log[0]!["summary"]);
        Assert.Single(Directory.GetFiles(Path.Combine(hub.Data, "files"), "*", SearchOption.AllDirectories));
        Assert.Equal(422, (await ann.Post($"/api/v1/cases/{made.Id}/attachments", new { file = "none" })).Status);
        Assert.Equal(422, (await Upload(ann, made.Id, "empty.txt", "", "text/plain", "")).Status);
        Assert.Equal(2, (await ann.Get($"/api/v1/cases/{made.Id}")).Json["attachments"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_clearly_and_nothing_of_it_stays()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        using var form = new MultipartFormDataContent { { new StreamContent(new Zeros(101L * 1024 * 1024)), "file", "big.bin" } };
        Answer? answer = null;
        try
        {
            answer = await ann.Post($"/api/v1/cases/{made.Id}/attachments", form);
        }
        catch (HttpRequestException)
        {
            // The hub may close the line before the client has sent all that it is not going to take.
        }
        Assert.True(answer is null or { Status: 413, Code: "too-large" }, answer?.Text);
        Assert.Empty((await ann.Get($"/api/v1/cases/{made.Id}")).Json["attachments"]!.AsArray());
        var files = Path.Combine(hub.Data, "files");
        Assert.True(!Directory.Exists(files) || Directory.GetFiles(files, "*", SearchOption.AllDirectories).Length == 0);
    }

    [Fact]
    public async Task A_key_reads_or_writes_cases_as_its_scope_says_and_sees_its_own_tenant_only()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        using var reader = await hub.WithKey("cases:read");
        Assert.Equal(200, (await reader.Get($"/api/v1/cases/{made.Id}")).Status);
        Assert.Equal(403, (await reader.Patch($"/api/v1/cases/{made.Id}", new { status = "closed" })).Status);
        Assert.Equal(403, (await reader.Get("/api/v1/deliveries")).Status);
        await hub.Sql<int>("insert into tenants (id, name) values ('ten_other', 'Other'); update cases set tenant_id = 'ten_other'");
        Assert.Equal(404, (await reader.Get($"/api/v1/cases/{made.Id}")).Status);
        Assert.Equal(0, (int)(await reader.Get("/api/v1/cases")).Json["total"]!);
    }

    private static Task<Answer> Upload(HubClient client, string id, string name, string content, string type, string description)
    {
        var file = new StringContent(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return client.Post($"/api/v1/cases/{id}/attachments", new MultipartFormDataContent { { file, "file", name }, { new StringContent(description), "description" } });
    }

    private sealed class Zeros(long length) : Stream
    {
        private long left = length;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, left);
            Array.Clear(buffer, offset, read);
            left -= read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
