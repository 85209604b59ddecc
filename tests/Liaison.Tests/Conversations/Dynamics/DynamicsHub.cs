using System.Net;
using System.Text.Json.Nodes;
using Liaison.Core.Memorialisation;
using Liaison.Tests.Hub;
using Liaison.Tests.Sandbox.Dynamics;
using Xunit;

namespace Liaison.Tests.Conversations.Dynamics;

/// <summary>A hub with a Dynamics of its own beside it, and a connection that a person has granted in Microsoft's own pages.</summary>
public sealed class DynamicsHub : IAsyncDisposable
{
    private readonly SystemHub hub;

    private DynamicsHub(SystemHub hub, DynamicsSandbox sandbox) => (this.hub, Sandbox) = (hub, sandbox);

    public DynamicsSandbox Sandbox { get; }

    public SystemHub Hub => hub;

    public string Connection => hub.Connection;
    public HubClient Admin => hub.Admin;
    public ConversationVocabulary Vocabulary => hub.Vocabulary;

    public static async Task<DynamicsHub> Start(PostgresFixture postgres, bool granted = true)
    {
        var sandbox = await DynamicsSandbox.Start();
        var hub = new DynamicsHub(await SystemHub.Start(postgres, "dynamics", "Dynamics", settings =>
        {
            (settings["instanceUrl"], settings["clientId"], settings["clientKey"]) = (sandbox.Instance, DynamicsSandbox.ClientId, DynamicsSandbox.ClientKey);
            settings["authorizationUrl"] = $"{sandbox.Instance}/login/{DynamicsSandbox.Tenant}/oauth2/v2.0/authorize";
            settings["tokenUrl"] = $"{sandbox.Instance}/login/{DynamicsSandbox.Tenant}/oauth2/v2.0/token";
        }), sandbox);
        if (granted)
        {
            await hub.Grant();
            await hub.Enable(true);
        }
        return hub;
    }

    public Task Choose(string preset, PushSwitches push) => hub.Choose(preset, push);

    public Task Save<T>(string document, T wanted) => hub.Save(document, wanted);

    public Task<JsonNode> Ask(string path, object question) => hub.Ask(path, question);

    public Task Tell(params IReadOnlyList<JsonObject> facts) => hub.Tell(facts);

    public Task Delivered() => hub.Delivered();

    public Task<string> LinkOf(string subject, string type) => hub.LinkOf(subject, type);

    public Task Enable(bool enabled) => hub.Enable(enabled);

    public Task<T> Sql<T>(string sql, object? values = null) => hub.Sql<T>(sql, values);

    /// <summary>Goes through Microsoft's sign-in as a browser would, and comes back.</summary>
    public async Task<Answer> Grant()
    {
        var start = await Admin.Post($"/api/v1/connections/{Connection}/authorization", new { returnTo = $"/integrations/{Connection}" });
        Assert.True(start.Status == 200, start.Text);
        using var form = new FormUrlEncodedContent([new("username", "integration@liaison.example"), new("password", "sandbox"), new("allow", "yes")]);
        using var there = await Sandbox.Http.PostAsync(new Uri(start.Json["url"]!.GetValue<string>()), form);
        Assert.True(there.StatusCode == HttpStatusCode.Redirect, await there.Content.ReadAsStringAsync());
        return await Admin.Get(there.Headers.Location!.PathAndQuery);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
