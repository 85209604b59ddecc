using System.Net.Http.Headers;
using Liaison.Core.Memorialisation;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Recordings and attachments of a conversation on its record, each once.</summary>
public sealed class FilesTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A110"), Trait("row", "A118"), Trait("row", "A217")]
    public async Task A_recording_and_an_attachment_hang_on_the_record_even_when_they_come_late_and_only_if_they_are_to()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales");
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0671", Name: "Kemi");
        await hub.Tell(call.Whole);
        await hub.Delivered();
        var task = await hub.LinkOf("call-1", "Task");
        await Upload(hub, "call-1", "recording", "call.wav", "sound of a call");
        await Upload(hub, "call-1", "attachment", "photo.txt", "a photo of the bins");
        await hub.Delivered();
        Assert.Equal(task, await hub.LinkOf("call-1", "Task"));
        var files = await hub.FilesOn(task);
        Assert.Equal("sound of a call", Assert.Single(files, f => f.Title.StartsWith("call", StringComparison.Ordinal)).Text);
        Assert.Equal("a photo of the bins", Assert.Single(files, f => f.Title.StartsWith("photo", StringComparison.Ordinal)).Text);
        Assert.Contains("/files/", (string?)(await hub.Record("Task", task))["Description"], StringComparison.Ordinal);

        await hub.Choose("sales", policy => policy with { Push = new PushSwitches(false, false, false, false) });
        var quiet = call with { Subject = "call-2" };
        await hub.Tell(quiet.Whole);
        await hub.Delivered();
        await Upload(hub, "call-2", "recording", "call.wav", "sound of another");
        await hub.Delivered();
        Assert.Empty(await hub.FilesOn(await hub.LinkOf("call-2", "Task")));
    }

    [Fact, Trait("row", "A109"), Trait("row", "A201")]
    public async Task A_conversation_whose_answer_was_lost_after_it_had_been_written_is_written_once()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "lost@adeyemi.example");
        await hub.Tell(talk.Started());
        await hub.Delivered();
        var cases = (await hub.Records("Case")).Count;
        await hub.Fault(new { kind = "drop-reply", operation = "composite", afterCommit = true, count = 1 });
        await hub.Tell(talk.Whole);
        await hub.Delivered();
        Assert.Equal(cases + 1, (await hub.Records("Case")).Count);
        Assert.Equal(0, (int)(await hub.Counters())["duplicates"]!);
        var told = (await hub.Admin.Get("/api/v1/deliveries?kind=memorialise")).Json["items"]!.AsArray();
        Assert.Contains(told, d => (int)d!["attempts"]! > 1);
    }

    [Fact, Trait("row", "A221")]
    public async Task Disconnecting_withdraws_the_access_and_nothing_is_looked_up_or_written_until_somebody_connects_again()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        Assert.True((int)(await hub.Counters())["liveAccessTokens"]! > 0);
        var ended = await hub.Admin.Delete($"/api/v1/connections/{hub.Connection}/authorization");
        Assert.True(ended.Status == 200 && (bool)ended.Json["revoked"]!, ended.Text);
        Assert.Equal(0, (int)(await hub.Counters())["liveAccessTokens"]!);
        var asked = await hub.Centre.Post("/api/v1/lookups", new { connectionId = hub.Connection.Value, facts = new Dictionary<string, string> { ["customer.email"] = "hannah.marsh@example.com" } });
        Assert.Equal("noMatch", (string?)asked.Json["verdict"]);
        await hub.Tell(new Talk("chat-1", Email: "later@adeyemi.example").Started());
        await hub.Grant();
        await hub.Delivered();
        Assert.Single(await hub.Records("Contact", ("Email", "later@adeyemi.example")));
    }

    private static async Task Upload(TalkHub hub, string subject, string kind, string name, string text)
    {
        var id = await hub.Sql<string>("select id from sessions where external_id = @subject", new { subject });
        using var form = new MultipartFormDataContent();
        using var bytes = new StringContent(text);
        bytes.Headers.ContentType = new MediaTypeHeaderValue(kind == "recording" ? "audio/wav" : "text/plain");
        form.Add(bytes, "file", name);
        var added = await hub.Admin.Send(HttpMethod.Post, $"/api/v1/sessions/{id}/files?kind={kind}", form);
        Assert.True(added.Status == 201, added.Text);
    }
}
