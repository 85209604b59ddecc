using System.Net;
using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

public sealed class DynamicsBatchTests
{
    private const string Head = """
        --batch_x
        Content-Type: multipart/mixed; boundary="changeset_y"

        """;

    private static string Part(string id, string line, string body) => $"""

        --changeset_y
        Content-Type: application/http
        Content-Transfer-Encoding: binary
        Content-ID: {id}

        {line} HTTP/1.1
        Content-Type: application/json

        {body}
        """;

    private const string Tail = """

        --changeset_y--
        --batch_x--

        """;

    [Fact]
    public async Task A_change_set_is_kept_whole_and_its_parts_know_each_other()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var reply = await sandbox.Batch(Head + Part("1", "POST /api/data/v9.2/contacts", """{"lastname":"Batched"}""")
            + Part("2", "POST /api/data/v9.2/phonecalls", """{"subject":"Batched","regardingobjectid_contact_phonecall@odata.bind":"$1"}""") + Part("3", "PATCH $1", """{"nickname":"Bee"}""") + Tail);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.StartsWith("--batchresponse_", reply.Text, StringComparison.Ordinal);
        Assert.Contains("--changesetresponse_", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Content-ID: 2", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["Bee"], await sandbox.Column("contacts", "nickname", "lastname eq 'Batched'"));
        Assert.Equal(["Batched"], await sandbox.Column("phonecalls", "subject", "regardingobjectid_contact_phonecall/lastname eq 'Batched'"));
    }

    [Fact]
    public async Task A_change_set_that_fails_leaves_nothing()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var reply = await sandbox.Batch(Head + Part("1", "POST /api/data/v9.2/contacts", """{"lastname":"Undone"}""") + Part("2", "POST /api/data/v9.2/tasks", """{"subjekt":"Wrong"}""") + Tail);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("Content-ID: 2", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await sandbox.Column("contacts", "lastname", "lastname eq 'Undone'"));
    }

    [Fact]
    public async Task A_reference_to_no_part_is_refused()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var reply = await sandbox.Batch(Head + Part("2", "POST /api/data/v9.2/phonecalls", """{"subject":"x","regardingobjectid_contact_phonecall@odata.bind":"$1"}""") + Tail);
        Assert.Contains("Content-ID Reference: '$1' does not exist in the batch context.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_must_end_as_the_protocol_says()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        using var content = new StringContent((Head + Part("1", "POST /api/data/v9.2/contacts", """{"lastname":"LF"}""") + Tail).ReplaceLineEndings("\n"));
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batch_x");
        (await sandbox.Send("POST", "$batch", content)).Refused("0x80060888");
    }

    [Fact]
    public async Task A_dropped_answer_keeps_the_work()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        await sandbox.Fault(new { kind = "drop-reply", operation = "batch", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Batch(Head + Part("1", "POST /api/data/v9.2/contacts", """{"lastname":"Kept"}""") + Tail));
        Assert.Equal(["Kept"], await sandbox.Column("contacts", "lastname", "lastname eq 'Kept'"));
    }
}
