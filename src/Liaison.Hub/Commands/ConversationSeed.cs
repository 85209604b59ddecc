using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Connections;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.AspNetCore.WebUtilities;

namespace Liaison.Hub.Commands;

/// <summary>Connects a fresh hub with the stand-in of a system that conversations are written to, and says what they become there. Where people sign in, nobody need: the stand-in's form is filled in here.</summary>
internal sealed class ConversationSeed(ConnectionStore connections, ConnectionDocumentStore documents, ConnectorCatalog connectors, Authorizations authorizations)
{
    public async Task<Id<Connection>> Fill(Id<Tenant> tenant, JsonObject sample, string hub, CancellationToken cancel)
    {
        var (kind, name) = (sample["kind"]!.GetValue<string>(), sample["name"]!.GetValue<string>());
        if (connectors.Find(kind) is not { Conversations: { } vocabulary } declaration)
        {
            throw new CommandException($"The sample needs the connector “{kind}” with conversations, which this hub does not offer.");
        }
        var settings = new ConnectionContent(name, true, sample["settings"]!.DeepClone().AsObject(), [.. SettingsForm.SecretsOf(declaration.Settings)]);
        var id = Done(await connections.Create(tenant, kind, name, new JsonObject(), Actor.Liaison, cancel));
        Done(await connections.Save(tenant, id, 1, settings, Actor.Liaison, cancel));
        if (sample["signIn"] is { } signIn)
        {
            await Grant(tenant, id, name, signIn, hub, cancel);
        }
        var rules = sample["identification"]!.DeepClone().AsObject();
        rules["rules"] = JsonNode.Parse(Json.Write(vocabulary.Identification.Rules));
        Done(await documents.Save(tenant, id, DocumentKinds.Identification, Json.Read<IdentificationRules>(rules.ToJsonString()), 0, Actor.Liaison, cancel));
        var policy = sample["conversations"]!.DeepClone().AsObject();
        policy["mappings"] = JsonNode.Parse(Json.Write(vocabulary.Mappings));
        Done(await documents.Save(tenant, id, DocumentKinds.Conversations, Json.Read<ConversationPolicy>(policy.ToJsonString()), 0, Actor.Liaison, cancel));
        return id;
    }

    /// <summary>What a person does in the browser: follows the link, signs in, allows it, and comes back.</summary>
    private async Task Grant(Id<Tenant> tenant, Id<Connection> id, string name, JsonNode signIn, string hub, CancellationToken cancel)
    {
        var session = RandomNumberGenerator.GetHexString(32);
        var connection = await connections.Open(tenant, id, cancel) ?? throw new CommandException("The sample's connection is gone.");
        var page = await authorizations.Begin(connection, session, hub + AuthorizationCallback.Path, null, false, cancel);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([new("username", signIn["username"]!.GetValue<string>()), new("password", signIn["password"]!.GetValue<string>()), new("allow", "yes")]);
        using var there = await browser.PostAsync(page, form, cancel);
        var back = QueryHelpers.ParseQuery(there.Headers.Location?.Query ?? "");
        string? Said(string part) => back.TryGetValue(part, out var value) ? value.ToString() : null;
        var end = await authorizations.Finish(new AuthorizationReply(Said("state"), Said("code"), Said("error"), Said("error_description"), Said("iss")), session, Actor.Liaison, cancel);
        if (end is AuthorizationEnd.Refused refused)
        {
            throw new CommandException($"{name} would not be connected: {refused.Words}");
        }
    }

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new CommandException($"The sample configuration could not be stored: {saved}");
}
