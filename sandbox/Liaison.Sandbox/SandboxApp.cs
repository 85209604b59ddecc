using Liaison.Sandbox.Confirm;
using Liaison.Sandbox.Dynamics;
using Liaison.Sandbox.Kustomer;
using Liaison.Sandbox.Salesforce;
using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver;

namespace Liaison.Sandbox;

/// <summary>Puts the stand-ins of the sandbox into one web application. Tests build it with <c>--urls http://127.0.0.1:0</c>.</summary>
public static class SandboxApp
{
    /// <summary>Uploads may be large: several photographs in one JSON body.</summary>
    private const long LargestBody = 200L * 1024 * 1024;

    /// <summary>Longer than any vendor takes, so that each stand-in refuses in its vendor's words.</summary>
    private const int LongestAddress = 128 * 1024;

    public static WebApplication Build(string[] args) => Build(args, TimeProvider.System);

    public static WebApplication Build(string[] args, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", builder.Configuration.GetValue("quiet", defaultValue: false) ? LogLevel.Error : LogLevel.Information);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = LongestAddress;
            kestrel.Limits.MaxRequestHeadersTotalSize = LongestAddress;
            kestrel.Limits.MaxRequestBufferSize = 2 * LongestAddress;
        });
        builder.Services.ConfigureHttpJsonOptions(json => SandboxJson.Configure(json.SerializerOptions));

        var options = SandboxOptions.From(builder.Configuration);
        var maps = new List<Action<WebApplication>>();
        if (options.Starts("confirm"))
        {
            var confirm = ConfirmStandIn.Open(options, builder.Configuration.GetSection("confirm"), time);
            builder.Services.AddSingleton(_ => confirm);
            builder.Services.AddHostedService(_ => confirm.Agent);
            maps.Add(static app => app.Services.GetRequiredService<ConfirmStandIn>().Map(app));
        }

        if (options.Starts("salesforce"))
        {
            var salesforce = SalesforceStandIn.Open(options, builder.Configuration.GetSection("salesforce"), time);
            builder.Services.AddSingleton(_ => salesforce);
            maps.Add(static app => app.Services.GetRequiredService<SalesforceStandIn>().Map(app));
        }

        if (options.Starts("dynamics"))
        {
            var dynamics = DynamicsStandIn.Open(options, builder.Configuration.GetSection("dynamics"), time);
            builder.Services.AddSingleton(_ => dynamics);
            maps.Add(static app => app.Services.GetRequiredService<DynamicsStandIn>().Map(app));
        }

        if (options.Starts("kustomer"))
        {
            var kustomer = KustomerStandIn.Open(options, builder.Configuration.GetSection("kustomer"), time);
            builder.Services.AddSingleton(_ => kustomer);
            maps.Add(static app => app.Services.GetRequiredService<KustomerStandIn>().Map(app));
        }

        if (options.Starts("virtual-observer"))
        {
            var observer = VirtualObserverStandIn.Open(options, builder.Configuration.GetSection("virtualObserver"), time);
            builder.Services.AddSingleton(_ => observer);
            builder.Services.AddHostedService(_ => observer.Ftp);
            maps.Add(static app => app.Services.GetRequiredService<VirtualObserverStandIn>().Map(app));
        }

        var app = builder.Build();
        app.UseMiddleware<CrossSiteGuard>();
        StartPage.Map(app, options, app.Services.GetService<VirtualObserverStandIn>());
        maps.ForEach(map => map(app));
        return app;
    }
}
