using System.IO.Compression;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.ResponseCompression;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.CaseTypes;
using Liaison.Hub.Api.Connections;
using Liaison.Hub.Api.Documents;
using Liaison.Hub.Api.Lookups;
using Liaison.Hub.Api.Overviews;
using Liaison.Hub.Api.People;
using Liaison.Hub.Api.Sessions;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Api.Templates;
using Liaison.Hub.Api.Web;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Hub.Operations;
using Liaison.Storage.Configuration;
using Liaison.Storage;
using Liaison.Storage.People;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Liaison.Hub.Api;

/// <summary>The hub's HTTP face: who may come in, and where everything is.</summary>
public static class HubApi
{
    /// <summary>Most bytes of a request; a route that takes files says so itself.</summary>
    private const long LongestBody = 2 * 1024 * 1024;

    /// <summary>Needs from the host: Database, SecretBox, IdSource, TimeProvider.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<Unexpected>();
        services.AddDescription();
        // Only what is the same for everybody is packed: answers that mix secrets with what a caller sent must not be.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/manifest+json"];
        });
        // Asked for once by each browser, which then keeps them for good: a few milliseconds more here spare a third of the way.
        services.Configure<BrotliCompressionProviderOptions>(static options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(static options => options.Level = CompressionLevel.Optimal);
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LongestBody;
        });
        services.AddHttpContextAccessor();
        services.AddScoped(static services => Speaking.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext!));
        services.AddOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>().Configure<IHttpContextAccessor>(static (options, accessor) =>
            options.SerializerOptions.TypeInfoResolver = options.SerializerOptions.TypeInfoResolver?.WithAddedModifier(type => Speaking.Advise(type, accessor)));
        services.AddAuthentication(CredentialHandler.Name).AddScheme<AuthenticationSchemeOptions, CredentialHandler>(CredentialHandler.Name, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(Door());
        services.AddScoped(services => services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Features.Get<Caller>()
            ?? throw new InvalidOperationException("A public route has no caller."));
        services.AddSingleton<SignInThrottle>().AddSingleton<KeyRecall>();
        services.AddSingleton<SealedSettings>().AddSingleton(static s => new ConfigurationChanges(
                s.GetRequiredService<Database>(), s.GetRequiredService<IdSource>(), s.GetRequiredService<TimeProvider>(), s.GetService<Road.Setups>() is { } setups ? setups.Forget : null)).AddSingleton<SetupStore>().AddSingleton<ConnectionStore>().AddSingleton<ReferenceStore>()
            .AddSingleton<TemplateStore>().AddSingleton<ConnectionDocumentStore>().AddSingleton<CaseTypeStore>().AddSingleton<RuleStore>().AddSingleton<AuditTrail>().AddSingleton<IdempotencyStore>()
            .AddSingleton<OverviewStore>();
        services.AddSingleton<TenantStore>().AddSingleton<UserStore>().AddSingleton<OwnAccountStore>().AddSingleton<SignInStore>().AddSingleton<ApiKeyStore>();
        services.TryAddSingleton(services => ConnectingOptions.From(services.GetRequiredService<IConfiguration>()));
        services.AddGrants().AddSingleton<ConnectorPool>().AddSingleton<Trial>().AddSingleton<Inquiry>().AddSingleton<TemplateDesk>();
        services.AddSingleton<LiveRoad>().AddSingleton<RecentAnswers>().AddSingleton<EarlierSessions>().AddSingleton<ShownFields>().AddSingleton<LookupDesk>().AddSingleton<QueryDesk>();
        services.TryAddSingleton(services => OperationsOptions.From(services.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Checkup>().AddSingleton<Doctor>();
        return services;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        app.Use(static next => context => SecurityHeaders.Add(context, next));
        app.UseResponseCompression();
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(static context => ApiProblem.Bare(context.HttpContext));
        app.UseBrowserPart();
        app.UseRouting();
        app.Use(static next => context => BrowserPart.Page(context, next));
        app.UseAuthentication();
        app.Use(static next => context => Csrf.Check(context, next));
        app.UseAuthorization();
        app.Use(static next => context => Idempotency.Once(context, next));
        var v1 = app.MapV1();
        v1.MapSessions();
        v1.MapOwnAccount();
        v1.MapConnectors();
        v1.MapConnections();
        v1.MapAuthorizations();
        v1.MapInquiries();
        v1.MapReferences();
        v1.MapTemplates();
        v1.MapUsers();
        v1.MapApiKeys();
        v1.MapAudit();
        v1.MapCaseTypes();
        v1.MapRules();
        v1.MapOverview();
        v1.MapLookups();
        v1.MapRecordSearch();
        v1.MapQueries();
        v1.MapMatchedUsers();
        v1.MapConnectionDocuments();
        app.MapAuthorizationCallback();
        app.MapHealth();
        app.MapDescription();
        return app;
    }

    /// <summary>The group that every route of version 1 is mapped in.</summary>
    public static RouteGroupBuilder MapV1(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1").AddEndpointFilter(Versions.TagAnswers);

    /// <summary>A route that says nothing about its callers lets nobody in but those whom we know.</summary>
    private static AuthorizationPolicy Door() => new AuthorizationPolicyBuilder(CredentialHandler.Name)
        .RequireAssertion(asked => asked.Resource is HttpContext http && (http.GetEndpoint() is null || http.Features.Get<Caller>() is not null)).Build();
}
