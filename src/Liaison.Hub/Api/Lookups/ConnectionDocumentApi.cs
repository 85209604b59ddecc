using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Lookups;

/// <summary>How people are identified in a connection, and what conversations become in it: one document each, each saved by itself.</summary>
public static class ConnectionDocumentApi
{
    public static void MapConnectionDocuments(this IEndpointRouteBuilder routes)
    {
        var connection = routes.MapGroup("/connections/{id}").WithTags("Conversations");
        connection.MapGet("/identification", GetIdentification).Says("getIdentification", "Tells how people are identified in a connection; before it is saved for the first time, the system's own beginning.").Needs(Permission.MemorialisationRead);
        connection.MapPut("/identification", PutIdentification).Says("saveIdentification", "Changes how people are identified in a connection.").Needs(Permission.MemorialisationWrite).NeedsIfMatch();
        connection.MapGet("/conversations", GetConversations).Says("getConversations", "Tells what conversations become in a connection, and what may be chosen.").Needs(Permission.MemorialisationRead);
        connection.MapPut("/conversations", PutConversations).Says("saveConversations", "Changes what conversations become in a connection.").Needs(Permission.MemorialisationWrite).NeedsIfMatch();
    }

    private static async Task<Results<Ok<IdentificationAnswer>, ProblemHttpResult>> GetIdentification(
        Id<Connection> id, Caller caller, ConnectionStore connections, ConnectionDocumentStore store, ConnectorCatalog catalog, Language language, CancellationToken cancel)
    {
        if (await VocabularyOf(id, caller, connections, catalog, language, cancel) is not { } vocabulary)
        {
            return ApiProblem.NotFound("connection that takes conversations");
        }
        var saved = await store.Find(caller.TenantId, id, DocumentKinds.Identification, cancel);
        return TypedResults.Ok(new IdentificationAnswer(saved?.Document ?? vocabulary.Identification, vocabulary.Identification, saved?.Version ?? 0));
    }

    private static async Task<Results<Ok<IdentificationAnswer>, ProblemHttpResult>> PutIdentification(
        Id<Connection> id, IdentificationRules wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ConnectionStore connections, ConnectionDocumentStore store,
        ConnectorCatalog catalog, Language language, CancellationToken cancel)
    {
        if (await VocabularyOf(id, caller, connections, catalog, language, cancel) is not { } vocabulary)
        {
            return ApiProblem.NotFound("connection that takes conversations");
        }
        if (ConversationCheck.Check(wanted) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-identification", "These rules could not work, so they were not saved.", problems);
        }
        return await store.Save(caller.TenantId, id, DocumentKinds.Identification, wanted, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(new IdentificationAnswer(wanted, vocabulary.Identification, version)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<Ok<ConversationsAnswer>, ProblemHttpResult>> GetConversations(
        Id<Connection> id, Caller caller, ConnectionStore connections, ConnectionDocumentStore store, ConnectorCatalog catalog, Language language, CancellationToken cancel)
    {
        if (await VocabularyOf(id, caller, connections, catalog, language, cancel) is not { } vocabulary)
        {
            return ApiProblem.NotFound("connection that takes conversations");
        }
        var saved = await store.Find(caller.TenantId, id, DocumentKinds.Conversations, cancel);
        return TypedResults.Ok(new ConversationsAnswer(saved?.Document ?? ConversationPolicy.Nothing with { Mappings = vocabulary.Mappings, Times = vocabulary.Times }, vocabulary, saved?.Version ?? 0));
    }

    private static async Task<Results<Ok<ConversationsAnswer>, ProblemHttpResult>> PutConversations(
        Id<Connection> id, ConversationPolicy wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ConnectionStore connections, ConnectionDocumentStore store,
        ConnectorCatalog catalog, Language language, CancellationToken cancel)
    {
        if (await VocabularyOf(id, caller, connections, catalog, language, cancel) is not { } vocabulary)
        {
            return ApiProblem.NotFound("connection that takes conversations");
        }
        if (ConversationCheck.Check(wanted, vocabulary) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-conversations", "These choices could not work, so they were not saved.", problems);
        }
        return await store.Save(caller.TenantId, id, DocumentKinds.Conversations, wanted, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(new ConversationsAnswer(wanted, vocabulary, version)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<ConversationVocabulary?> VocabularyOf(Id<Connection> id, Caller caller, ConnectionStore connections, ConnectorCatalog catalog, Language language, CancellationToken cancel) =>
        await connections.Find(caller.TenantId, id, cancel) is { } view && catalog.Find(view.Kind) is { } declared 
            ? declared.Conversations?.Said(Words.Of(declared.Settings, language)) is { } said ? said with { Contact = said.Contact.Said(Words.Of(typeof(ContactCatalogue), language)) } : null
            : null;
}

/// <param name="Beginning">The rules that the system begins with, to go back to.</param>
public sealed record IdentificationAnswer(IdentificationRules Rules, IdentificationRules Beginning, int Version) : IVersioned;

/// <param name="Vocabulary">What may be chosen: actions, presets, mappings to begin with.</param>
public sealed record ConversationsAnswer(ConversationPolicy Policy, ConversationVocabulary Vocabulary, int Version) : IVersioned;
