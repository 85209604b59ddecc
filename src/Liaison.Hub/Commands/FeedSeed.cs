using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary>Connects a fresh hub with the stand-in of a system that is fed with events and files: saving its settings is all there is to do.</summary>
internal sealed class FeedSeed(ConnectionStore connections, ConnectorCatalog connectors)
{
    /// <param name="sample">A connection whose stand-in tells at <c>/virtual-observer/control</c> by which port it takes files.</param>
    public async Task Fill(Id<Tenant> tenant, JsonObject sample, Uri sandbox, CancellationToken cancel)
    {
        var (kind, name) = (sample["kind"]!.GetValue<string>(), sample["name"]!.GetValue<string>());
        var declaration = connectors.Find(kind) ?? throw new CommandException($"The sample needs the connector “{kind}”, which this hub does not offer.");
        using var http = new HttpClient { BaseAddress = sandbox };
        var doors = await http.GetFromJsonAsync<JsonElement>("/virtual-observer/control", cancel);
        var settings = sample["settings"]!.DeepClone().AsObject();
        (settings["instanceHost"], settings["ftpPort"]) = (sandbox.Authority, doors.GetProperty("ftpPort").GetInt32());
        var id = Done(await connections.Create(tenant, kind, name, new JsonObject(), Actor.Liaison, cancel));
        Done(await connections.Save(tenant, id, 1, new ConnectionContent(name, true, settings, [.. SettingsForm.SecretsOf(declaration.Settings)]), Actor.Liaison, cancel));
    }

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new CommandException($"The sample configuration could not be stored: {saved}");
}
