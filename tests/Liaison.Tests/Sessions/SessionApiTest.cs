using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>What people and programs do with a session that is there.</summary>
public sealed class SessionApiTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A112")]
    public async Task A_session_has_a_page_of_its_own_that_asks_to_sign_in_and_comes_back()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub);
        using var _ = pbx;
        var session = (await pbx.Get($"/api/v1/sessions/{id}")).Json;
        Assert.Equal($"{hub.App.Urls.Single()}/sessions/{id}", (string?)session["url"]);
        Assert.Equal(("Resolved", "By phone"), ((string?)session["disposition"], (string?)session["subDisposition"]));
        Assert.Equal("Wants a call back", (string?)session["notes"]![0]!["text"]);
        using var stranger = hub.Anonymous();
        stranger.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var page = await stranger.Get($"/sessions/{id}");
        Assert.Equal((302, $"/sign-in?to=%2Fsessions%2F{id}"), (page.Status, page.Message.Headers.Location?.OriginalString));
        using var admin = await hub.SignIn();
        admin.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        // Here no browser part is built; signed in, one comes as far as it.
        Assert.Contains((await admin.Get($"/sessions/{id}")).Status, new[] { 200, 404 });
    }

    [Fact, Trait("row", "A216")]
    public async Task The_facts_that_mappings_may_name_are_offered_with_the_items_that_sessions_had()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, _) = await Told(hub);
        pbx.Dispose();
        using var admin = await hub.SignIn();
        var offered = (await admin.Get("/api/v1/sessions/facts")).Json["items"]!.AsArray();
        Assert.Equal(Liaison.Core.Sessions.SessionFacts.Catalogue(["account"]).Select(f => f.Path), offered.Select(f => (string?)f!["path"]));
        Assert.Contains(offered, f => (string?)f!["path"] == "session.endedAt.local" && (string?)f["group"] == "session");
    }

    [Fact]
    public async Task People_add_notes_and_change_disposition_tags_and_related_record()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub);
        using var _ = pbx;
        using var admin = await hub.SignIn();
        var noted = await admin.Post($"/api/v1/sessions/{id}/notes", new { text = "Called back" });
        Assert.True(noted.Status == 200, noted.Text);
        Assert.Equal(("Ann Admin", "Called back"), ((string?)noted.Json["notes"]![1]!["who"], (string?)noted.Json["notes"]![1]!["text"]));
        var changed = await admin.Patch($"/api/v1/sessions/{id}", new { disposition = "Escalated", subDisposition = (string?)null, tags = new[] { "vip", "gas" }, relatedTo = new { connection = hub.Connection.Id.Value, recordType = "Case", record = "500X" } });
        Assert.True(changed.Status == 200, changed.Text);
        Assert.Equal("Escalated", (string?)changed.Json["disposition"]);
        Assert.Null(changed.Json["subDisposition"]);
        Assert.Equal(["gas", "vip"], changed.Json["tags"]!.AsArray().Select(t => (string?)t));
        Assert.Equal("500X", (string?)changed.Json["relatedTo"]!["record"]);
        // What the source says late of the time before does not undo it.
        await pbx.Tell(Facts.Of("disposition", "call-1", "late", "2026-03-02T09:05:40Z", new { disposition = "Resolved" }));
        Assert.Equal("Escalated", (string?)(await admin.Get($"/api/v1/sessions/{id}")).Json["disposition"]);
        Assert.Equal((422, "invalid-note"), Short(await admin.Post($"/api/v1/sessions/{id}/notes", new { text = " " })));
        Assert.Equal((422, "invalid-session"), Short(await admin.Post($"/api/v1/sessions/{id}/notes", new { text = new string('x', 20_001) })));
        var wrong = await admin.Patch($"/api/v1/sessions/{id}", new { disposition = 7 });
        Assert.Equal((422, "/disposition"), (wrong.Status, (string?)wrong.Json["problems"]![0]!["at"]));
    }

    [Fact]
    public async Task A_note_that_is_written_on_is_one_note_and_nobody_elses()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub);
        using var _ = pbx;
        await hub.Get<UserStore>().Create(hub.Tenant.Id, "Jane Roe", "jane.roe@norchester.example", Role.Agent, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        using var jane = await SignIn(hub, "jane.roe@norchester.example");
        using var admin = await hub.SignIn();
        var notes = $"/api/v1/sessions/{id}/notes";
        await jane.Post(notes, new { key = "desk", text = "Will ca" });
        var written = await jane.Post(notes, new { key = "desk", text = "Will call back on Monday" });
        Assert.True(written.Status == 200, written.Text);
        var mine = Assert.Single(written.Json["notes"]!.AsArray(), n => ((string?)n!["key"])!.EndsWith(":desk", StringComparison.Ordinal));
        Assert.Equal(("Jane Roe", "Will call back on Monday"), ((string?)mine!["who"], (string?)mine["text"]));
        var beside = await admin.Post(notes, new { key = "desk", text = "Supervised" });
        Assert.Contains(beside.Json["notes"]!.AsArray(), n => (string?)n!["text"] == "Will call back on Monday");
        Assert.Contains(beside.Json["notes"]!.AsArray(), n => (string?)n!["text"] == "Supervised");
        var emptied = await jane.Post(notes, new { key = "desk", text = "" });
        Assert.DoesNotContain(emptied.Json["notes"]!.AsArray(), n => (string?)n!["key"] == (string?)mine["key"]);
        Assert.Contains(emptied.Json["notes"]!.AsArray(), n => (string?)n!["text"] == "Supervised");
        Assert.Equal((422, "invalid-note"), Short(await jane.Post(notes, new { key = new string('k', 101), text = "x" })));
        Assert.Equal(400, (await jane.Post(notes, new { key = "desk" })).Status);
    }

    [Fact]
    public async Task An_agent_reads_all_sessions_and_changes_those_of_which_they_had_a_leg()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub);
        using var _ = pbx;
        await hub.Get<UserStore>().Create(hub.Tenant.Id, "Jane Roe", "jane.roe@norchester.example", Role.Agent, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        await hub.Get<UserStore>().Create(hub.Tenant.Id, "Other", "other@norchester.example", Role.Agent, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        using var jane = await SignIn(hub, "jane.roe@norchester.example");
        using var other = await SignIn(hub, "other@norchester.example");
        Assert.Equal((true, false), ((await jane.Get($"/api/v1/sessions/{id}")).Json["mine"]!.GetValue<bool>(), (await other.Get($"/api/v1/sessions/{id}")).Json["mine"]!.GetValue<bool>()));
        Assert.Equal(200, (await jane.Post($"/api/v1/sessions/{id}/notes", new { text = "Mine" })).Status);
        Assert.Equal((403, "not-yours"), Short(await other.Post($"/api/v1/sessions/{id}/notes", new { text = "Not mine" })));
        Assert.Equal((403, "not-yours"), Short(await other.Patch($"/api/v1/sessions/{id}", new { disposition = "X" })));
        Assert.Equal(403, (await other.Get("/api/v1/sessions/export.csv")).Status);
        Assert.Equal(403, (await other.Tell(Facts.Call()[0])).Status);
    }

    [Fact]
    public async Task Nothing_of_another_tenants_sessions_is_there_for_anybody()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub);
        using var _ = pbx;
        using var admin = await hub.SignIn();
        var file = (await Upload(admin, id, "a.txt", "bytes")).Json["url"]!.GetValue<string>();
        var other = await hub.Get<TenantStore>().Create("Southchester", CancellationToken.None);
        await hub.Get<UserStore>().Create(other.Id, "Stranger", "admin@southchester.example", Role.Administrator, HubFixture.Password, Actor.Liaison, CancellationToken.None);
        using var stranger = await SignIn(hub, "admin@southchester.example");
        foreach (var path in new[] { $"/api/v1/sessions/{id}", $"/api/v1/sessions/{id}/transcript", file })
        {
            Assert.Equal((404, "not-found"), Short(await stranger.Get(path)));
        }
        Assert.Equal(404, (await stranger.Post($"/api/v1/sessions/{id}/notes", new { text = "x" })).Status);
        Assert.Equal(404, (await stranger.Patch($"/api/v1/sessions/{id}", new { disposition = "x" })).Status);
        Assert.Equal(404, (await Upload(stranger, id, "a.txt", "x")).Status);
        Assert.Empty((await stranger.Get("/api/v1/sessions")).Json["items"]!.AsArray());
        Assert.DoesNotContain("ann@example.org", (await stranger.Get("/api/v1/sessions/export.csv")).Text, StringComparison.Ordinal);
        // The same source and ids there are another session.
        await stranger.Tell([.. Facts.Call()]);
        Assert.NotEqual(id, (await stranger.Get("/api/v1/sessions")).Json["items"]!.AsArray().Single()!["id"]!.GetValue<string>());
        await using var sql = await hub.Get<Storage.Database>().Open(other.Id, CancellationToken.None);
        foreach (var table in new[] { "sessions", "session_words", "attachments" })
        {
            Assert.Equal(0L, await Dapper.SqlMapper.ExecuteScalarAsync<long>(sql, $"select count(*) from {table} where tenant_id <> '{other.Id}'"));
        }
    }

    [Fact]
    public async Task A_recording_told_of_first_gets_its_bytes_later_and_plays_from_any_place()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub);
        using var _ = pbx;
        var bytes = string.Concat(Enumerable.Range(0, 1000).Select(n => $"{n:D4}"));
        var added = await Upload(pbx, id, "call.wav", bytes, "?kind=recording&key=rec-1&part=1", "audio/wav");
        Assert.True(added.Status == 201, added.Text);
        var files = (await pbx.Get($"/api/v1/sessions/{id}")).Json["files"]!.AsArray();
        var file = Assert.Single(files)!;
        Assert.Equal((true, 4000, 290.5), (file["stored"]!.GetValue<bool>(), file["size"]!.GetValue<int>(), file["seconds"]!.GetValue<double>()));
        using var range = new HttpRequestMessage(HttpMethod.Get, (string?)file["url"]) { Headers = { Range = new RangeHeaderValue(400, 403) } };
        using var part = await pbx.Http.SendAsync(range);
        Assert.Equal((HttpStatusCode.PartialContent, "0100", "audio/wav"), (part.StatusCode, await part.Content.ReadAsStringAsync(), part.Content.Headers.ContentType?.MediaType));
        Assert.Equal("attachment", part.Content.Headers.ContentDisposition?.DispositionType);
        using var stranger = hub.Anonymous();
        Assert.Equal(401, (await stranger.Get((string)file["url"]!)).Status);
        // Connectors open it by its id alone, as they do a case's files.
        await using var stream = await hub.Get<Liaison.Hub.Api.Cases.AttachmentBytes>().Open(((string?)file["url"])!.Split('/')[^1], CancellationToken.None);
        Assert.NotNull(stream);
        Assert.Equal(400, (await Upload(pbx, id, "x", "x", "?kind=movie")).Status);
    }

    [Fact]
    public async Task The_transcript_is_text_in_the_readers_time()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, id) = await Told(hub, "2026-07-02");
        using var _ = pbx;
        Assert.Equal("2026-07-02\n[10:00:15] Ann O'Neil: My boiler is out.\n[10:00:20] Jane: I see.\n", (await pbx.Get($"/api/v1/sessions/{id}/transcript?zone=Europe/London")).Text);
        Assert.Contains("[09:00:15]", (await pbx.Get($"/api/v1/sessions/{id}/transcript")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await pbx.Get($"/api/v1/sessions/{id}/transcript?zone=Mars")).Status);
    }

    [Fact, Trait("row", "A224")]
    public async Task The_history_of_contacts_is_a_table_with_date_time_duration_recording_names_email_and_status_and_no_formulas()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var (pbx, _) = await Told(hub, "2026-07-02");
        using var client = pbx;
        await pbx.Tell(Facts.Of("started", "evil", "evil", "2026-07-03T09:00:00Z", new { channel = "chat", queue = "@SUM(1)", customer = new { firstName = "=HYPERLINK(\"http://evil\")", lastName = "-1+1", email = "+a@example.org" } }));
        using var admin = await hub.SignIn();
        var table = await admin.Get("/api/v1/sessions/export.csv?zone=Europe/London");
        Assert.Equal("text/csv", table.Message.Content.Headers.ContentType?.MediaType);
        var lines = table.Text.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\"Date\",\"Time\",\"Duration\",\"Recording\",\"First name\",\"Last name\",\"E-mail\",\"Phone\",\"Call status\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"2026-07-02\",\"10:00:00\",\"0:05:01\",\"https://pbx.example/rec/1\",\"Ann\",\"O'Neil\",\"ann@example.org\",\"'+442079460018\",\"answered\"", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"2026-07-03\",\"10:00:00\",\"\",\"\",\"'=HYPERLINK(\"\"http://evil\"\")\",\"'-1+1\",\"'+a@example.org\",\"\",\"waiting\"", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"'@SUM(1)\"", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.Equal(2, (await admin.Get("/api/v1/sessions/export.csv?queue=Housing")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_kinds_of_fact_are_listed_with_schemas()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var reader = await hub.WithKey("sessions:read");
        var types = (await reader.Get("/api/v1/events/types")).Json["items"]!.AsArray();
        Assert.Equal(Liaison.Core.Sessions.Facts.FactTypes.All.Select(t => t.Name), types.Select(t => t!["type"]!.GetValue<string>()));
        Assert.Equal(32_000, types.Single(t => (string?)t!["type"] == "liaison.session.said")!["schema"]!["properties"]!["lines"]!["items"]!["properties"]!["text"]!["maxLength"]!.GetValue<int>());
    }

    private static async Task<(HubClient Pbx, string Id)> Told(CaseHub hub, string day = "2026-03-02")
    {
        var pbx = await hub.WithKey("sessions:write");
        var told = await pbx.Tell([.. Facts.Call(day: day)]);
        Assert.True(told.Status == 202 && told.Json["refused"]!.AsArray().Count == 0, told.Text);
        return (pbx, told.Json["sessions"]!.AsArray().Single()!.GetValue<string>());
    }

    private static async Task<HubClient> SignIn(CaseHub hub, string email)
    {
        var client = hub.Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Liaison", "1");
        Assert.Equal(200, (await client.Post("/api/v1/session", new { email, password = HubFixture.Password })).Status);
        return client;
    }

    private static Task<Answer> Upload(HubClient client, string id, string name, string bytes, string query = "", string type = "text/plain")
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(bytes)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return client.Send(HttpMethod.Post, $"/api/v1/sessions/{id}/files{query}", new MultipartFormDataContent { { file, "file", name } });
    }

    private static (int, string?) Short(Answer answer) => (answer.Status, answer.Code);
}
