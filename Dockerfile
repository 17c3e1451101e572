# One image: web application, embedded policies, SQLite. Build: docker build -t collabllm .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/CollabLLM.Web -c Release -o /app && dotnet publish src/CollabLLM.Cli -c Release -o /cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=build /cli /opt/collabllm
RUN mkdir -p /app/data && chown -R app:app /app/data && ln -s /opt/collabllm/collabllm /usr/local/bin/collabllm
USER app
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_gcServer=0
VOLUME /app/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["dotnet", "CollabLLM.Web.dll", "--check-health", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "CollabLLM.Web.dll"]
