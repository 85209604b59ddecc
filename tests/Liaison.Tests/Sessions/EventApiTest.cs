using System.Text.Json.Nodes;
using Liaison.Tests.Cases;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>Facts come in over the API; a session comes out.</summary>
public sealed class EventApiTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_call_is_told_in_a_batch_and_the_session_is_there_whole()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        var told = await pbx.Tell([.. Facts.Call()]);
        Assert.True(told.Status == 202, told.Text);
        Assert.Equal(12, told.Json["accepted"]!.GetValue<int>());
        var id = told.Json["sessions"]!.AsArray().Single()!.GetValue<string>();
        var session = (await pbx.Get($"/api/v1/sessions/{id}")).Json;
        Assert.Equal("voice", (string?)session["channel"]);
        Assert.Equal("Ann O'Neil", (string?)session["customer"]!["name"]);
        Assert.Equal("+442079460018", (string?)session["customer"]!["phoneE164"]);
        Assert.Equal("answered", (string?)session["status"]);
    }
}
